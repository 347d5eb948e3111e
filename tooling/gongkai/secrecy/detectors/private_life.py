"""What is nobody's business: day of birth, home, illness, children in need, number plates of persons."""

from __future__ import annotations

from gongkai.core.findings import Text
from gongkai.core.pattern import pattern
from gongkai.secrecy import births, disclosed, health, homes
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.disclosed import PLATE, PROVINCES
from gongkai.secrecy.heads import Head
from gongkai.secrecy.illnesses import ILLNESSES, STATES
from gongkai.secrecy.people import BEGINS, HAN, NAME, begins_as_name
from gongkai.secrecy.vocabulary import LIVING

_SEX = rf"[,、( ]{{1,2}}(?:男|女)(?![{HAN}])"
_HAN_MONTH = r"[一二][〇零一二三四五六七八九]{3}年[一二三四五六七八九十〇]{1,3}月"
_HAN_DAY = rf"{_HAN_MONTH}[一二三四五六七八九十〇廿]{{1,3}}日"
_MONTH = r"(?:19|20)\d\d ?(?:年|[-/.]) ?\d{1,2}"
_DAY = rf"(?:{_MONTH} ?(?:月|[-/.]) ?(?:\d{{1,2}}|[一二三四五六七八九十廿]{{1,3}}) ?日?|(?<!\d)\d{{2}}年\d{{1,2}}月\d{{1,2}}日)"
_ONLY_MONTH = rf"(?:(?:{_MONTH} ?月?|{_HAN_MONTH})(?! {{0,2}}[\d一二三四五六七八九十廿初月]|[-/.] ?\d))"
_NOT_UNTIL = r"(?<![至到~—])(?<!日-)(?<!\d-)"  # the end of a range of days is nobody's birthday
_EIGHT = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_NOT_A_BOUND = r"(?!\d|[-/.]\d|日?(?:以|之)?[后前至起]|日?(?:及以|期间|到|-)|日?\(含)"
_NO_ANIMAL = r"(?<![仔崽犊羔驹雏]于)(?<![仔崽犊羔驹雏])"
_DWELLING = (
    r"(?:村|嘎查|屯|寨|庄|苑|家园|佳园|公寓|宿舍|大院|大道|胡同|弄|社区|居委会|小区|花园|新村|街道|镇|乡|路|街|巷)"
)
_DOOR = r"\d{1,4}(?:组|号|室|幢|栋|单元|户)[0-9号室单元幢-]{0,10}"
_ILLNESS = "|".join(ILLNESSES)
_NO_ILLNESS = r"(?!门诊|科|专科|专家|专病|中心|防治|防控|筛查|知识|研究|预防|治疗|病房|医生|医院|宣传|患者|病人|专项|基金|医保|待遇|讲座|监测|管理)"
_SICK = rf"(?:{_ILLNESS}){_NO_ILLNESS}[{HAN}]{{0,4}}"
# A name begins a word, or stands behind one for a person.
_WHO = (
    rf"(?:{BEGINS}|(?<=村民)|(?<=居民)|(?<=患者)|(?<=病人)|(?<=学生)|(?<=职工)|(?<=对象)|(?<=老人)|(?<=同学)|(?<=[低贫困农]保户)|"
    "(?<=困户)|(?<=户主)|(?<=人员)|"
    r"(?<=其妻)|(?<=其夫)|(?<=其子)|(?<=其女)|(?<=之子)|(?<=之女)|(?<=儿子)|(?<=女儿)|(?<=妻子)|(?<=丈夫)|(?<=父亲)|(?<=母亲)|(?<=儿童)|"
    r"(?<=孤儿)|(?<=群众)|(?<=公民)|(?<=当事人)|(?<=申请人)|(?<=同志)|(?<=本村)|(?<=本镇)|(?<=我村)|(?<=我县)|(?<=社区)|(?<=市民)|"
    r"(?<=邻居)|(?<=员工)|(?<=教师)|(?<=农民)|(?<=孩子)|(?<=男童)|"
    r"(?<=女童)|(?<=患儿)|(?<=幼儿)|(?<=婴儿)|(?<=家庭)|(?<=其父)|(?<=其母))"
)
_SUFFERS = (
    r"(?:(?:因|现|曾|又|仍|也|还|均|自幼|长期|常年|多年|不幸|去年|今年|被|身|经|医院|\d{4}年|,|，| ){0,3})"
    r"(?:患(?!者|儿|病率)有?|罹患|身患|确诊|诊断|感染|查出|检出|得了|死于|病故于|系|为|属|因)"
)

_HEALERS = pattern(r"医师|医生|护士|专家|教授|科室|[内外儿妇骨瘤]科|门诊|主任|擅长|研究")
_BEGINS = pattern(NAME)


DETECTORS = (
    Detector(
        "birth_date",
        "P02",
        Text("出生日期", "date of birth"),
        alternatives(
            rf"((?:出生(?:日期|年月日?|时间|于)?|(?<![{HAN}])生于|(?<=[他她其])生于"
            rf"|(?<=本人)生于|生日)[ :|]{{0,3}}(?:为|是|于)?(?:{_DAY}|{_EIGHT}|"
            rf"{_HAN_DAY}){_NOT_A_BOUND})",
            rf"{_NOT_UNTIL}{_NO_ANIMAL}((?:{_DAY}|{_HAN_DAY})(?:出)?生(?![{HAN}]))",
            rf"{_WHO}({NAME}(?:{_SEX})?[,、( ]{{0,3}}(?:(?:出)?生于(?:{_DAY}|{_EIGHT})|{_EIGHT}[),、。]))",
        ),
        tells=births.found,
        words=(
            *(
                "出生",
                "生于",
                "生日",
                "日生",
                "月生",
                "(19",
                "(20",
                ",19",
                ",20",
                "、19",
                "、20",
                "/19",
                "/20",
                " 19",
                " 20",
                "号生",
            ),
            *("诞生", "诞辰", "降生", "生辰", "生卒", "生年", "所生", "生人", "birth", "Birth", "DOB", "born"),
            *(f"{digit}生" for digit in "0123456789"),
        ),
        heads=(Head.BIRTH,),
        discloses=disclosed.birth,
        holds=begins_as_name,
    ),
    Detector(
        "birth_month",
        "P02",
        Text("出生年月", "month of birth"),
        alternatives(
            rf"((?:出生(?:日期|年月日?|时间|于)?|(?<![{HAN}])生于|(?<=[他她其])生于|(?<=本人)生于|生日)[ :|]{{0,3}}(?:为|是|于)?"
            rf"{_ONLY_MONTH}{_NOT_A_BOUND})",
            rf"{_NOT_UNTIL}({_ONLY_MONTH}(?:出)?生(?![{HAN}]))",
            rf"{_WHO}({NAME}(?:{_SEX})?[,、( ]{{0,3}}(?:出)?生于{_ONLY_MONTH})",
        ),
        words=("出生", "生于", "生日", "月生", *(f"{digit}生" for digit in "0123456789")),
        heads=(Head.BIRTH,),
        discloses=disclosed.birth_month,
        warns=True,
        holds=begins_as_name,
    ),
    Detector(
        "address",
        "P02",
        Text("住址", "home address"),
        words=(
            "家住",
            "现住",
            "现居",
            "租住",
            "寄住",
            "定居",
            "住在",
            "住于",
            ",住",
            "、住",
            "。住",
            ":住",
            " 住",
            "(住",
            "男",
            "女",
            "居住",
            "户籍",
            *LIVING,
        ),
        tells=homes.found,
        heads=(Head.ADDRESS, Head.PLACE),
        discloses=disclosed.address,
    ),
    Detector(
        "health",
        "P02",
        Text("个人健康信息", "health of a person"),
        tells=health.found,
        words=(
            *ILLNESSES,
            *STATES,
            "身患重",
            "患",
            "病",
            "伤",
            "残",
            "症",
            "瘤",
            "炎",
            "结节",
            "占位",
            "梗",
            "出血",
            "衰竭",
            "坏死",
            "狭窄",
            "积液",
            "精神异常",
            "密接",
            "确诊",
            "诊断",
            "感染",
            "不合格",
        ),
        heads=(Head.HEALTH, Head.PERSON),
        discloses=disclosed.health,
        confirmed=True,
    ),
    Detector(
        "plate",
        "P02",
        Text("车牌号码", "number plate of a person"),
        alternatives(rf"(?<![A-Za-z0-9])({PLATE})"),
        words=(
            "驾驶人",
            "驾驶员",
            "驾车",
            *(f"驾驶{one}" for one in PROVINCES),
            "车主",
            "司机",
            "举报",
            "投诉",
            "违停",
            "当事人",
            "闯红灯",
            "超速",
        ),
        heads=(Head.PLATE,),
        discloses=disclosed.plate,
    ),
    Detector("minor", "P02", Text("未成年人姓名", "name of a minor"), heads=(Head.PERSON,), discloses=disclosed.minor),
)
