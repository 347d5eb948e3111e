"""The words for illnesses, disabilities and treatment that the scan knows, each list with where it comes from. Folded text.

No list is whole: behind a verb that says that somebody is ill (患, 确诊) anything counts that ends as names of illnesses do.
"""

from __future__ import annotations


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# 传染病防治法 (2025年修订) 第三条: classes 甲, 乙 and 丙, and 水痘, which schools report. What people and animals share by one word
# (流感, 口蹄疫) is left out.
INFECTIOUS = _each(
    "鼠疫 霍乱 新型冠状病毒 新冠 非典型肺炎 艾滋 HIV 病毒性肝炎 甲肝 乙肝 丙肝 丁肝 戊肝 肝炎 脊髓灰质炎 小儿麻痹 麻疹 出血热 狂犬病 乙型脑炎 "
    "登革热 猴痘 炭疽 痢疾 结核 伤寒 脑脊髓膜炎 百日咳 白喉 破伤风 猩红热 布鲁氏菌病 布病 淋病 梅毒 尖锐湿疣 钩端螺旋体病 血吸虫病 疟疾 "
    "流行性感冒 流行性腮腺炎 腮腺炎 风疹 结膜炎 麻风病 黑热病 包虫病 丝虫病 手足口病 水痘"
)
# 重大疾病保险的疾病定义使用规范 (2020年修订版): 28 severe illnesses and 3 light ones.
SEVERE = _each(
    "癌 恶性肿瘤 肿瘤 白血病 淋巴瘤 骨髓瘤 心肌梗 心梗 脑中风 脑卒中 脑梗 脑出血 脑溢血 脑血栓 器官移植 肾移植 肝移植 骨髓移植 造血干细胞移植 "
    "冠状动脉搭桥 心脏搭桥 冠心病 尿毒症 肾衰 肾功能衰竭 肾功能不全 肝衰竭 肝硬化 肝腹水 脑膜炎 脑炎 深度昏迷 双耳失聪 双目失明 瘫痪 偏瘫 截瘫 "
    "脑瘫 心脏瓣膜 心力衰竭 心衰 阿尔茨海默 痴呆 帕金森 烧伤 肺动脉高压 运动神经元 渐冻症 再生障碍性贫血 再障 重型再生障碍 语言能力丧失 多发性硬化 "
    "重症肌无力 肌营养不良 克罗恩病 溃疡性结肠炎 红斑狼疮 类风湿 强直性脊柱炎 系统性硬化 主动脉 脑损伤 脑垂体瘤"
)
# 门诊慢特病 that insurers settle across provinces (医保办发〔2024〕), 国家基本公共卫生服务规范 (第三版), and what relief lists name most.
CHRONIC = _each(
    "糖尿病 高血压 慢阻肺 慢性阻塞性肺 肺心病 哮喘 肺气肿 支气管扩张 慢性肾 肾病综合征 肾炎 肾结石 血友病 地中海贫血 甲亢 甲减 甲状腺结节 肺结节 "
    "血糖异常 痛风 骨质疏松 股骨头坏死 椎间盘突出 颈椎病 骨折 关节炎 胃溃疡 胰腺炎 阑尾炎 胆结石 白内障 青光眼 先天性心脏病 "
    "先心病 心脏病 心肌病 心脏杂音 "
    "房颤 唐氏综合征 侏儒症 白化病 银屑病 白癜风 败血症 中风 风湿病 流产 不孕 不育 早产 产后大出血 宫外孕 畸形 兔唇 唇腭裂 发育迟缓 "
    "川崎病 矮小症 子宫肌瘤 宫颈高危 HPV 幽门螺杆菌 大三阳 小三阳"
)
# 第一批罕见病目录 (国卫医发〔2018〕10号), as far as offices write their names.
RARE = _each(
    "戈谢病 法布雷病 庞贝病 糖原累积病 尼曼匹克 黏多糖贮积症 苯丙酮尿症 肝豆状核变性 脊髓性肌萎缩 肌萎缩侧索硬化 马凡综合征 成骨不全 瓷娃娃 "
    "朗格汉斯 亨廷顿 结节性硬化 视神经脊髓炎 视网膜色素变性 大疱性表皮松解 特发性肺纤维化 枫糖尿症 半乳糖血症 腓骨肌萎缩 线粒体脑肌病 卡尔曼综合征 "
    "低磷性佝偻病 阵发性睡眠性血红蛋白尿 淀粉样变 小胖威利"
)
# 职业病分类和目录 (2024).
OCCUPATIONAL = _each(
    "尘肺 矽肺 噪声聋 手臂振动病 减压病 放射病 苯中毒 铅中毒 汞中毒 锰中毒 镉中毒 砷中毒 一氧化碳中毒 有机磷中毒 农药中毒 接触性皮炎 腕管综合征 "
    "创伤后应激障碍"
)
# 严重精神障碍管理治疗工作规范 (2018年版) with its six kinds, and the everyday ones.
MENTAL = _each(
    "精神分裂 分裂情感性障碍 偏执性精神病 偏执型 双相情感障碍 双相障碍 精神障碍 精神病 精神疾病 精神发育迟滞 抑郁 躁狂 焦虑症 强迫症 自闭症 孤独症 "
    "多动症 癫痫 智力障碍 智力低下 弱智 智障"
)
# The kinds and grades of GB/T 26341 残疾人残疾分类和分级, and everyday words.
DISABILITIES = (
    *_each(
        "精神残疾 智力残疾 肢体残疾 视力残疾 听力残疾 言语残疾 多重残疾 聋哑 耳聋 失聪 失明 截肢 高位截 跛脚 驼背 人工耳蜗"
    ),
    *(f"{kind}{grade}级" for kind in _each("视力 听力 言语 肢体 智力 精神 多重") for grade in "一二三四"),
    *(f"左{limb}残疾" for limb in "手腿眼"),
    *(f"右{limb}残疾" for limb in "手腿眼"),
)
ILLNESSES = tuple(dict.fromkeys((*INFECTIOUS, *SEVERE, *CHRONIC, *RARE, *OCCUPATIONAL, *MENTAL, *DISABILITIES)))
# What says that somebody is, was or may be ill, without the name of an illness.
STATES = _each(
    "患病 患重 重病 大病 因病 因残 病重 病危 病情 病史 病故 病逝 病退 病假 病因 病程 伤情 伤残 致残 残疾 失能 卧床 住院 入院 "
    "出院小结 重症监护 化疗 放疗 透析 手术 "
    "靶向药 抗排异 抗抑郁 降压药 胰岛素 美沙酮 服药 医嘱 处方 病历 病案 诊断证明 就医 就诊 过敏 吸毒 吸食 戒毒 冰毒 尿检 怀孕 "
    "孕妇 孕产妇 妊娠 孕周 产检 "
    "阳性 血型 医学观察 密切接触者 密接 确诊病例 疑似病例 体检不合格 生活不能自理 死因 死亡原因 轻伤 重伤 抢救 康复训练 "
    "听力语言训练 康复费用 医疗费 植物人 昏迷 残疾证 残疾人证 末节离断 病毒携带 携带者 接受治疗 住院治疗 正在治疗 卧病 急救 "
    "吃药 服用 剖宫产 顺产 难产 分娩 哺乳期 主诉 病区 床号 切除 缺失 破裂 侧弯 脂肪肝 免疫抑制剂 激素治疗 "
    "降糖药 抗病毒 抗癫痫 利培酮 奥氮平 氯氮平 格列卫 伊马替尼 伤势 骨裂 摔伤 砸伤 撞伤 刀伤 烫伤 冻伤 扭伤 外伤 工伤 断指 脱臼 "
    "昏厥 休克 咯血 便血 贫血 低血糖 高血脂 "
    "高尿酸 转氨酶 息肉 囊肿 结石 肌瘤 疝气 痔疮 静脉曲张 斜视 弱视 色盲 听障 视障 肢残 智残 听力障碍 视力障碍 语言障碍 失禁 "
    "褥疮 气管切开 呼吸机 起搏器 助听器 假肢 绝症 "
    "查体 精神异常 密接 心理治疗 理疗 介入治疗 置换术 心理障碍 尿失禁 腹水 黄疸 植皮 溺水"
)
