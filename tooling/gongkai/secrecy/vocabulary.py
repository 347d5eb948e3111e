"""The words that detectors rest on, in simplified characters and half width, as ``folding`` leaves them."""

from __future__ import annotations


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# The 150 or so commonest family names; with two more characters they are taken for a person only where the context says so.
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费岑薛雷贺倪汤滕殷罗"
    "毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢"
    "莫房裘解应丁宣邓洪包左石崔吉龚程裴陆荣翁甄曲段巫焦谷车侯全班仲宫宁仇栾刘景龙叶黎薄白蒲卓池乔闻党翟谭姬申冉边燕尚温庄晏柴阎连习艾容向古易"
    "廖终耿匡文寇欧师聂辛简饶曾沙丰关查荆游权盖岳帅涂"
)
MARKS = _each(
    "内部资料 内部文件 内部材料 内部使用 内部参考 内部刊物 不得外传 请勿外传 严禁外传 禁止外传 不得公开 严禁外泄 不得扩散 注意保密 注意保存 阅后即焚 "
    "阅后收回"
)
ILLNESSES = _each(
    "艾滋 HIV 乙肝 丙肝 梅毒 肺结核 精神分裂 精神残疾 精神障碍 智力残疾 抑郁症 癌 恶性肿瘤 白血病 尿毒症 肾衰竭 肝硬化 脑梗 脑瘫 癫痫 糖尿病 冠心病 "
    "高血压 先天性心脏病 肢体残疾 视力残疾 听力残疾 流产 不孕"
)
COMPLAINANTS = _each("申请人 投诉人 举报人 信访人 反映人 申诉人")
CONFIDENCES = _each(
    "商业秘密 商业机密 公司机密 公司秘密 企业机密 企业秘密 技术秘密 CONFIDENTIAL Confidential confidential"
)
SELLING = _each(
    "更多文章 更多资料 更多范文 更多精彩 免费下载 文档下载 百度文库 豆丁网 道客巴巴 转载请注明 本文来自 本文来源 旺旺 淘宝 扫码关注 扫描二维码关注 "
    "点击关注 加盟热线 代办证件 QQ qq 企鹅号 微信号 加微信"
)
