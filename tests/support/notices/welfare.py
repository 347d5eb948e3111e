"""Notices of relief and health: relief list, subsidies for machinery, clinic timetable, drug sampling."""

from __future__ import annotations

from support.notices import words
from support.notices.draft import Draft


def relief(draft: Draft) -> None:
    what = draft.one(
        "最低生活保障对象", "临时救助对象", "特困人员", "困难残疾人生活补贴", "高龄津贴", "受灾困难群众救助"
    )
    town = draft.one(*words.TOWNS)
    draft.title = draft.one(
        f"{town}{draft.number(1, 12)}月{what}公示", f"{what}审核确认公示", f"关于{town}{what}发放情况的公示"
    )
    draft.para(
        "经个人申请、入户调查、民主评议和审核确认，现予公示，身份证号、账号已隐藏部分内容。",
        f"根据社会救助有关规定，现将{town}{what}名单公示如下：",
    )
    heads = draft.random.choice(
        (
            ("姓名", "所在村", "人数", "金额"),
            ("户主姓名", "身份证号", "保障人口", "月发放金额"),
            ("姓名", "村（居）", "救助原因", "救助金额"),
            ("姓名", "联系电话", "社保卡号", "金额"),
        )
    )
    rows = []
    for _ in range(draft.number(3, 15)):
        cells = {
            "姓名": draft.masked(),
            "户主姓名": draft.masked(),
            "所在村": draft.one(*words.VILLAGES),
            "村（居）": draft.one(*words.VILLAGES),
            "人数": str(draft.number(1, 5)),
            "保障人口": str(draft.number(1, 5)),
            "金额": str(draft.number(200, 9000)),
            "月发放金额": f"{draft.number(200, 2000)}.00",
            "救助金额": f"{draft.number(500, 9000)}元",
            "身份证号": words.masked_id(draft.random),
            "救助原因": draft.one("因病", "因学", "因灾", "突发事故"),
            "联系电话": words.masked_mobile(draft.random),
            "社保卡号": words.masked_card(draft.random),
        }
        rows.append([cells[head] for head in heads])
    if draft.maybe():
        draft.head("名单")
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head("公示期限")
        draft.para(f"公示期7天，自{draft.date()}起。对公示内容有异议的，请向{town}人民政府反映，举报人身份予以保密。")
    if draft.maybe(0.7):
        draft.contact(draft.organisation("supervisor", f"{town}人民政府", "监督单位"), mobile=0.1)
    draft.sign(draft.one(f"{town}人民政府", "示例县民政局"))


def machinery(draft: Draft) -> None:
    draft.title = draft.one(
        f"2026年农机购置与应用补贴第{draft.number(1, 9)}批公示",
        "农机购置补贴受益者信息公示",
        "关于兑付农业机械购置补贴资金的公示",
    )
    draft.para(
        f"现将2026年第{draft.number(1, 9)}批农机购置补贴受益对象公示如下。",
        f"经核验机具，拟对{draft.number(3, 90)}台（套）机具兑付补贴资金{draft.money()}。",
    )
    heads = draft.random.choice(
        (
            ("购机者", "所在乡镇", "机具品目", "型号", "补贴金额（元）"),
            ("申请人", "机具名称", "出厂编号", "数量", "补贴额"),
            ("姓名或组织名称", "经销商", "单台销售价格", "单台补贴额"),
        )
    )
    rows = []
    for _ in range(draft.number(2, 10)):
        who = draft.one(draft.masked(), f"示例县{draft.one('丰收', '富民', '沃野')}农机专业合作社")
        cells = {
            "购机者": who,
            "申请人": who,
            "姓名或组织名称": who,
            "所在乡镇": draft.one(*words.TOWNS),
            "机具品目": draft.one("轮式拖拉机", "谷物联合收割机", "植保无人机"),
            "机具名称": draft.one("旋耕机", "播种机"),
            "型号": f"{draft.one('LX', 'M', '4LZ-')}{draft.number(100, 2604)}",
            "补贴金额（元）": str(draft.number(800, 90000)),
            "出厂编号": f"{draft.number(10**11, 10**12)}",
            "数量": "1",
            "补贴额": f"{draft.number(800, 90000)}",
            "经销商": words.firm(draft.random),
            "单台销售价格": f"{draft.number(8000, 190000)}",
            "单台补贴额": f"{draft.number(800, 50000)}",
        }
        rows.append([cells[head] for head in heads])
    draft.rows(heads, rows)
    if draft.maybe(0.6):
        draft.head(draft.one("监督方式", "公示时间"))
        draft.items(
            draft.some(
                (
                    f"公示时间：{draft.date()}至{draft.date()}",
                    "购机者对机具真实性负责，严禁骗补套补",
                    "投诉举报可通过信函、电话方式提出，实名举报的予以保密",
                ),
                2,
                3,
            )
        )
    draft.contact(draft.organisation("supervisor", "示例县农业农村局", "咨询投诉单位"), mobile=0.1)
    draft.sign("示例县农业农村局")


_CLINICS = (
    "内分泌科（糖尿病）",
    "心血管内科",
    "精神心理科",
    "肿瘤科",
    "儿科",
    "产科",
    "神经内科",
    "肺结核门诊",
    "高血压专病门诊",
    "眼科",
    "肝病门诊",
    "康复医学科",
)


def clinic(draft: Draft) -> None:
    hospital = draft.one("示例县人民医院", "示例县中医院", "示例县妇幼保健院", "青石镇中心卫生院")
    draft.title = draft.one(
        f"{hospital}专家门诊时间安排", f"{hospital}{draft.number(1, 12)}月坐诊表", f"{hospital}关于专家坐诊的公告"
    )
    draft.para(
        f"为方便群众就诊，{hospital}专家门诊安排如下，如有变动以当日公告为准。",
        "以下为本周门诊安排，挂号请携带身份证或社会保障卡。",
    )
    heads = draft.random.choice(
        (
            ("医生", "科室", "时间"),
            ("科室", "周一", "周二", "周三"),
            ("姓名", "职称", "专长", "出诊时间"),
            ("日期", "专家", "来自", "诊室"),
        )
    )
    rows = []
    for _ in range(draft.number(4, 10)):
        clinic_, ill = (
            draft.one(*_CLINICS),
            draft.one(
                "糖尿病及并发症", "抑郁症、焦虑症的诊治", "高血压、冠心病", "癫痫", "恶性肿瘤的综合治疗", "小儿肺炎"
            ),
        )
        cells = {
            "医生": draft.person(),
            "科室": clinic_,
            "时间": draft.one("每周一上午", "周二全天", "周四下午"),
            "周一": draft.person(),
            "周二": draft.person(),
            "周三": draft.person(),
            "姓名": draft.person(),
            "职称": draft.one("主任医师", "副主任医师"),
            "专长": f"擅长{ill}",
            "出诊时间": draft.one("周一、周三", "周五上午"),
            "日期": draft.date(),
            "专家": draft.person(),
            "来自": draft.one("省人民医院", "市中心医院"),
            "诊室": clinic_,
        }
        rows.append([cells[head] for head in heads])
    if draft.maybe():
        draft.head("出诊安排")
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head("就诊须知")
        draft.items(
            draft.some(
                (
                    "高血压、糖尿病患者可办理门诊慢特病备案",
                    "孕产妇请携带母子健康手册",
                    "门诊时间为8:00至12:00、14:30至17:30",
                    "退号须在就诊前一日办理",
                    "请如实告知病史，医院对患者隐私严格保密",
                ),
                2,
                4,
            )
        )
    if draft.maybe(0.7):
        draft.contact(draft.organisation("undertaker", hospital, "预约单位"), mobile=0.2)
    draft.sign(hospital)


def sampling(draft: Draft) -> None:
    what = draft.one("药品", "食品安全", "化妆品", "产品质量")
    draft.title = draft.one(
        f"{what}监督抽检信息通告（2026年第{draft.number(1, 40)}期）",
        f"关于{draft.number(2, 9)}批次{what}抽检不合格情况的通告",
        f"{what}抽检合格产品信息",
    )
    draft.para(
        f"近期，示例县市场监督管理局组织{what}监督抽检{draft.number(20, 300)}批次，合格{draft.number(10, 290)}批次。",
        "现将抽检情况通告如下，其中不合格的，已依法处置。",
    )
    heads = draft.random.choice(
        (
            ("名称", "标示生产企业", "规格", "批号", "结果"),
            ("被抽样单位", "单位地址", "产品名称", "生产日期"),
            ("样品编号", "产品", "不合格项目", "检验值/标准值"),
        )
    )
    rows = []
    for _ in range(draft.number(2, 9)):
        cells = {
            "名称": draft.one("板蓝根颗粒", "阿莫西林胶囊", "复方甘草片"),
            "标示生产企业": words.firm(draft.random),
            "规格": draft.one("0.25g×24粒", "10g×20袋"),
            "批号": f"2026{draft.number(1000, 9999)}",
            "结果": draft.one("符合规定", "不符合规定"),
            "被抽样单位": f"示例县{draft.one('惠民', '康源')}{draft.one('大药房', '超市')}",
            "单位地址": words.address(draft.random),
            "产品名称": draft.one("小麦粉", "食用菜籽油", "韭菜"),
            "生产日期": f"{draft.day():%Y-%m-%d}",
            "样品编号": f"XBJ26410305{draft.number(10**9, 10**10 - 1)}",
            "产品": draft.one("豆芽", "白酒", "糕点"),
            "不合格项目": draft.one("菌落总数", "酒精度", "4-氯苯氧乙酸钠"),
            "检验值/标准值": f"{draft.number(1, 99) / 10}mg/kg",
        }
        rows.append([cells[head] for head in heads])
    draft.rows(heads, rows)
    if draft.maybe():
        draft.head("核查处置情况")
        draft.items(
            draft.some(
                (
                    "对不合格产品立即下架、封存",
                    f"对{words.firm(draft.random)}立案调查",
                    "责令生产企业查清流向，召回产品，分析原因",
                    "处置情况及时向社会公布",
                ),
                2,
                4,
            )
        )
    if draft.maybe():
        draft.para(
            "消费者发现不合格产品的，可拨打12315投诉举报。",
            f"特此通告。联系电话：{draft.line(mobile=0)}（示例县市场监督管理局）",
        )
        draft.organisation("supervisor", "示例县市场监督管理局")
    draft.sign("示例县市场监督管理局")


GENRES = {"relief": relief, "machinery": machinery, "clinic": clinic, "sampling": sampling}
