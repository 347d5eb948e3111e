"""What heads a column, a row or a value: the words for it, and the kind of thing that then stands there. Folded text."""

from __future__ import annotations

import functools
from enum import StrEnum

from gongkai.core.pattern import pattern


class Head(StrEnum):
    """What a head announces. ``PERSON`` and ``ORGANISATION`` say whose the other cells are, ``THING`` that a number is of none."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    ACCOUNT = "account"
    PHONE = "phone"
    ADDRESS = "address"
    PLACE = "place"
    BIRTH = "birth"
    COMPLAINANT = "complainant"
    LEVEL = "level"
    HEALTH = "health"
    PLATE = "plate"
    DISCLOSURE = "disclosure"
    SECRET = "secret"  # noqa: S105 - a word of tables
    READERS = "readers"
    MARKING = "marking"
    CONFIDENCE = "confidence"
    BARGAIN = "bargain"
    MAILBOX = "mailbox"
    SITE = "site"
    SOURCE = "source"
    ACCOUNT_NAME = "account_name"
    PERSON = "person"
    ORGANISATION = "organisation"
    THING = "thing"
    OTHER = "other"


_HAN = r"\u4e00-\u9fff"
_WHOSE = (
    r"(?:本人|个人|家长|户主|学生|患者|病人|当事人|申请人|联系人|监护人|负责人|法定代表人|经办人|配偶|子女|成员|人员|居民|受益人|儿童|"
    r"驾驶人|持卡人|领款人|报名人|姓名|家庭)?"
)
_KINDS = {
    Head.RESIDENT_ID: (
        rf"{_WHOSE}(?:的)?(?:居民)?(?:公民)?(?:有效)?(?:身份证(?:件)?(?:号码|号|编号)?|身份号码|身份证明号码|证件号码?|身份证件号码?|"
        "ID号?码?)|"
        r"(?i:(?:resident|national|citizen|personal)?(?:identity|identification|id)(?:card)?(?:no\.?|numbers?|code)?)"
    ),
    Head.PASSPORT: rf"{_WHOSE}(?:因[公私])?(?:护照|港澳通行证|通行证)(?:号码|号|编号)|(?i:passport(?:no\.?|numbers?)?)",
    Head.ACCOUNT: (
        rf"{_WHOSE}(?:银行|开户|收款|打款|存折|社保|惠农|一卡通|个人|本人)?(?:卡|账|帐|账户|存折|一卡通|银行卡)(?:号码|号|户号|户|卡号|"
        rf"账号)|{_WHOSE}(?:银行|开户)(?:账户|账号|卡)|{_WHOSE}开户(?:行)?(?:及)?账号|"
        r"(?i:(?:bank|debit|credit)?(?:card|account|acct\.?|a/c)(?:no\.?|numbers?)?)"
    ),
    Head.PHONE: (
        rf"{_WHOSE}(?:的)?(?:联系|办公|固定|移动|手机|家庭|住宅|本人|咨询|监督|值班)?(?:电话|手机|方式|联系方式)(?:号码|号)?|联络方式|"
        rf"手机号码?|电话号码|宅电|座机(?:号码?)?|{_WHOSE}联系手机|"
        r"(?i:(?:home|office|work|cell|mobile|contact)?(?:tel|telephone|phone|mobile|cell|cellphone|fax|m\.?p)\.?(?:no\.?|numbers?)?)"
    ),
    Head.ADDRESS: (
        rf"{_WHOSE}(?:的)?(?:家庭|现|户籍|居住|常住|实际|最后|经常|原|新|详细|居家|居民|身份证(?:上的?|登记)?|籍贯|本市|本地)?(?:常住|实际)?(?:详细)?"
        r"(?:住址|居住地址?|户籍(?:所在)?地址?|户口(?:所在)?地址?|(?:现住|常住|居住|现居|暂住)地?址?|住宅地址|住房地址|房屋地址|"
        r"暂住地址?|现居住?地址?|家庭(?:所在地|地址|门牌)|身份证地址)|"
        r"(?:[\u4e00-\u9fff]{0,4})住址|(?:现|常|实际)?(?:居住|常住|现住)(?:地|地点|小区|村组?|位置|楼栋|社区|详址)?(?:及(?:楼栋|房号|门牌号?))?|"
        r"家庭(?:详细)?(?:住址|地址|通讯地址)|现居住?地址?|常住地址?|(?:村组|家庭|住宅|户|房屋)?门牌(?:号码?)?|"
        r"(?i:(?:home|residential|residence|permanent|present|current)address)"
    ),
    Head.PLACE: rf"{_WHOSE}(?:的)?(?:家庭)?(?:通讯|通信|联系|邮寄|详细|收件|收货|送达|寄件|快递|送货|文书送达|"
    rf"法律文书送达)?地址|住所地?|住地|{_WHOSE}住所|"
    r"(?:(?:房屋|不动产|住房|宅基地|房产|承租房屋|产权)?(?:坐落|座落)(?:位置)?)|宅基地(?:位置|地点|地址)|房号|房间号|"
    r"(?:小区)?(?:楼栋|楼号)?(?:及)?(?:房号|户室号|门户号|单元房号)|小区(?:楼栋)?房号|所[住在]小区|"
    r"承租(?:房屋|房源|住房)|配租房源|安置房(?:号|源)|(?i:(?:mailing|postal|contact|delivery)?addr(?:ess|\.)?)",
    Head.BIRTH: rf"{_WHOSE}(?:的)?(?:幼儿|婴儿|孩子|新生儿|子女|身份证|档案|户籍|本人|公历|农历|实际)?(?:的)?(?:出生(?:日期|"
    rf"年月日?|日|时间|年份|年|年、月、日)?(?:及(?:时间|时刻))?|生日|生辰|诞辰|生年月日)|"
    r"(?i:(?:date|day)ofbirth|birth(?:day|date)|d\.?o\.?b\.?)",
    Head.COMPLAINANT: (
        r"(?:实名|信息公开|政府信息公开|首次|重复|联名)?(?:举报|投诉|信访|来信|来访|来电|检举|控告|反映|申诉|上访|报案|诉求|"
        r"申请|复议申请|建议|留言|写信|揭发|告发|求助|爆料|(?:提供)?线索(?:提供)?|知情)"
        r"(?:人员?|者|方|群众|市民|网民|网友|代表|代表人|主体|户)(?:的)?(?:真实)?(?:姓名|名称|名字|信息)?(?:或者?名称|/名称|"
        r"\(名称\))?|(?i:complainant|applicant|petitioner|informant)"
    ),
    Head.LEVEL: (
        r"(?:文件|原件|资料|材料|档案|项目|信息|图纸|载体|事项|原|原定|现|现定|拟定|确定|建议|最高|国家秘密|缓急)?"
        r"(?:密级|密别|密等|秘级|保密(?:级别?|等级|程度|标志|标识|类别|属性)|秘密(?:等级|级别|程度)|机密(?:等级|级别|程度)|国家秘密(?:等级|级别)|"
        r"涉密(?:等级|级别|程度|情况|类别|属性)|定密(?:级别|等级|情况|结果|意见)?|标密(?:情况)?)(?:标志|标识|情况|类别|代码|程度|标注)?|"
        r"(?i:(?:security)?classification(?:level)?)"
    ),
    Head.HEALTH: (
        r"(?:(?:主要|当前|目前|现|既往|基础|所患|患者|本人|认定|申请|申报|享受|保障|救助|门诊|住院|特殊|慢性|慢|特|大|重|重大|"
        r"慢特|门诊慢特|门特|职业)?"
        r"(?:病情|疾病|病种|病名|病因|病史|病症|病况|病|患病|伤情|伤病)|家族病?史|既往史|过敏史|孕产史|现病史)(?:名称|种类|类别|"
        r"类型|情况|描述|诊断|程度|分期|编码)?|"
        r"(?:临床|入院|出院|主要|初步|最后|最终|门诊|医疗|医院|疾病|职业病|病理|中医|西医|影像)?诊断(?:结果|结论|情况|名称|意见|病名)?|"
        r"(?:所)?(?:患|患有)(?:何种|何)?(?:疾病|病)(?:种类|名称|情况)?|患病(?:情况|种类|名称|类型|原因|时间)|"
        r"(?:致|病)?(?:残疾?|伤残)(?:人)?(?:证)?(?:类别|等级|类型|情况|原因|种类|级别|程度|部位|证号码?|证编号|证号)|"
        r"残疾人?证(?:类别|等级|号码?|编号|类型)|"
        r"(?:受伤|伤害|患病|损伤)(?:部位|程度)|失能(?:等级|程度|情况|类型)|障碍(?:类别|类型|程度)|智残等级|"
        r"(?:健康|身体|身心|精神)(?:状况|情况|状态)|体检(?:结果|结论|情况|异常项?目?|异常情况|不合格(?:原因|项目))|"
        r"(?:传染病)?接触史|传染病史|(?:病理|化验|核酸|抗体|血检|尿检|检验)(?:检测|检查)?结[果论]|"
        r"血型|过敏(?:情况|药物|原|物|食物)|药物过敏|忌口|主要病症|主诉|处方|医嘱|治疗(?:方案|情况|方式|药物|过程)|手术(?:名称|"
        r"情况|方式)|(?:服药|用药)(?:情况|名称)?|"
        r"(?:住院|病案|病历|门诊|就诊|诊疗|透析)(?:号码?|编号)|死亡?原因|死因|孕周|孕期|末次月经|预产期|高危因素|妊娠(?:情况|风险)|疫苗禁忌"
        r"|(?i:diagnosis|disease|illness|medicalhistory|healthcondition|healthstatus|bloodtype)"
    ),
    Head.PLATE: r"(?:机动车|车辆)?(?:车牌|号牌|车号|车牌号)(?:号码?|码)?",
    Head.DISCLOSURE: (
        r"(?:政府)?(?:信息|文件)?公开(?:属性|方式|类别|类型|形式|选项|情况|与否|意见|范围|级别|审查|审查意见|审查结果)|(?:信息|文件)?(?:是否|能否|可否)(?:主动|对外|可以?|能|宜|适宜|应当?)?"
        r"(?:公开|公布|上网|发布)|主动公开与否"
    ),
    Head.SECRET: (
        r"(?:是否|有无)?(?:为|属于?|涉及|含|含有)?(?:内部(?:资料|文件|材料|使用|掌握)?|工作秘密|敏感(?:信息|内容|事项)?|涉密(?:文件|信息|事项)?)(?:与否)?|(?:是否|有无)(?:为|属于?|涉及)?国家秘密"
    ),
    Head.READERS: r"(?:知悉|传阅|阅知|阅读|传达|使用|发放|分发|发送)范围|(?:阅|会|用)后处理",
    Head.MARKING: r"保密(?:期限|年限|时间)|解密(?:时间|日期|条件|期限)|定密(?:责任人|人|依据|时间|日期|权限)|份号",
    Head.CONFIDENCE: (
        r"(?:是否|有无)?(?:为|属于?|涉及?|含|含有)?(?:商业[秘机]密|商密|(?:企业|公司)[秘机]密|技术[秘机]密|技术诀窍|专有技术|经营[秘机]密|秘密点)"
        r"(?:等级|级别|类别|类型|内容|事项|标识|标志|权利人|点|情况|范围)?"
    ),
    Head.BARGAIN: r"(?:报价|投标|心理|内部|谈判|磋商)底价(?:\(.*\))?|(?:底价|标底|成本价?|最低报价)\(.{0,4}(?:保密|内部|勿外传).{0,4}\)",
    Head.MAILBOX: (
        r"[A-Za-z0-9\u4e00-\u9fff]{0,6}?(?:电子)?(?:邮箱|信箱|邮件|电邮)(?:地址|账号|号码?)?(?:\(.{1,8}\))?|(?i:e-?mail(?:address)?|mail(?:box)?|foxmail|gmail)"
    ),
    Head.SITE: (
        r"(?:官方|报名|下载|系统|平台|网站|网页|直播|查询|投诉|项目|网盘|短|访问|登录|内网|外网)?(?:网址|网站|网页|官网|链接|域名|主页|网盘|短链)(?:地址|链接)?|"
        r"(?:下载|系统|登录|访问|IP|ip|内网|服务器)地址|提取码|(?i:urls?|links?|websites?)"
    ),
    Head.SOURCE: (
        r"(?:文章|稿件|信息|资料|原文|转载|内容|图片|素材)?(?:来源|出处)|转载自|转自|摘自|"
        r"原标题|原文链接|原载|责任编辑|责编|小编|编辑|版权(?:归属|声明)?|免责声明|阅读量|阅读数"
    ),
    Head.ACCOUNT_NAME: (
        r"(?:QQ|qq|微信|抖音|快手|微博|小红书|视频|头条)(?:公众)?(?:号码?|"
        r"群号?|账号|ID)?|公众号|(?:淘宝|天猫|京东|拼多多|微店)(?:店铺?|网店|店名)"
    ),
    Head.PERSON: (
        r"(?:幼儿|新生儿|婴儿|子女|孩子|参保人|伤者|死者|承租人|住户|权利人|申领人|领奖人|租赁户|被鉴定人|被收养人|慰问对象|"
        r"产妇|孕妇|受检者|献血者|学员|队员|选手|学生|儿童|户主|患者|病人|职工|教师|家长|监护人|当事人|驾驶人|驾驶员|受助人|"
        r"救助对象|保障对象|救助人|被救助人|补助对象|"
        r"受益人|领款人|成员|人员|考生|党员|代表|收款人|持卡人|车主|违法人|被处罚人|个人|农户|村民|居民|残疾人|老人|本人|亡者)?(?:姓名|"
        r"名字)|户主|学生|患者|病人|儿童|当事人|驾驶人|驾驶员|车主|受助人|救助对象|保障对象|领款人|收款人|收件人|户名|领奖人|"
        r"租赁户|患者|病人|残疾人|住户|业主|承租人|权利人|参保人|慰问对象|职工|伤者|死者|考生|(?i:(?:full)?name)"
    ),
    Head.ORGANISATION: (
        r"(?:申报|申请|投标|中标|成交|采购|建设|施工|监理|设计|供货|承建|实施|主管|责任|责任主体|用人|招聘|参保|用工|代理|受理|办理|"
        r"服务|业主|填报)?(?:单位|公司|企业|机构|机关|部门|供应商|医院|学校|窗口|网点|门店|商户|院校|社区|中心|站点|服务点)(?:名称|"
        r"全称)?|(?:采购|招标|投标|中标|成交)(?:人|供应商|单位)(?:名称)?|代理机构|办理地点|(?:采购|招标)?代理机构(?:名称)?|"
        r"乡镇(?:街道)?|镇街|名称"
    ),
    Head.THING: (
        r".{0,12}?(?:(?<!身份证)(?<!证件)(?<!护照)编号|编码|代码|合同号|订单号?|单号|流水号|批号|批次|序列号|设备号|资产号|表号|户号|"
        r"注册号|登记号|信用代码|税号|识别号|许可证号?|证书号|产权证号|案号|文号|索引号|发票号?码?|票号|考号|准考证号?码?|学号|工号|"
        r"车架号|发动机号|时间戳|版本号?|条形?码|邮编|邮政编码|运单号?)|.{0,12}(?:金额|总值|产值|总额|合计|小计|数值|面积|产量|用电量|"
        r"用水量|总量|收入|支出|余额|销售额|投资额?|营业额|存款|贷款|税收|人口|资金|预算|决算|价格|单价|报价|限价|造价|数额|额|成绩|"
        r"总分)|.*\((?:元|万元|亿元|美元|吨|亩|公顷|平方米|千瓦时|度|人|户|个)\)"
    ),
    Head.OTHER: (
        rf"[{_HAN}]{{0,6}}(?:事由|原因|理由|次数|摘要|奖励|奖励金额|事项|内容|诉求|问题|处理意见|回复|答复情况)|"
        r"(?:注册|经营|办公|单位|机构|营业|生产|项目|工作|学校|公司|企业|施工|建设)(?:地址|地点|场所)|"
        r"序号?|项|编号|性别|年龄|民族|学历|学位|专业|政治面貌|婚姻状况|籍贯|职务|职称|岗位|职业|备注|附注|说明|性质|属性|文件属性|资料类别|标志|标识|标注|管理级别|管理要求|保密要求|处理要求|紧急程度|缓急|缓急程度|事项|内容|举报内容|(?:举报|"
        r"投诉|信访|诉求|申请|反映|来信|检举)(?:事项|内容|时间|日期|问题|对象|方式)|标题|(?:文件|材料)?题名|份数|页数|文件名称?|问题|"
        r"被(?:举报|投诉|检举|控告|申请|反映)(?:人|单位|对象)(?:姓名|名称)?|材料名称|项目|项目名称|结果|处理结果|办理结果|答复|答复情况|"
        r"办理情况|时间|日期|来信时间|受理时间|村|组|村组|镇|乡|村居|所在村|学校|班级|年级|科室|门诊时间|出诊时间|医生|专家|期限|"
        r"单位|指标|数量|标准|月标准|类别|类型|种类|状态|人数|单价|违法行为|处罚结果|处罚决定|人口数|关系|"
        r"与户主关系|行次|职责|分工|开户行|开户银行|银行|邮编|传真|联系人|名次|排名|得分|规格|型号|品牌|品目|面积|级别|"
        r"等级|救助类型|救助方式"
    ),
}
_PATTERN = pattern("|".join(f"(?P<{kind.value}>{pattern})" for kind, pattern in _KINDS.items()))
_NOTE = pattern(r"(?<=.)\([^()]{0,16}\)")
_ORNAMENT = pattern(r"[\s*#★:_]+|^[0-9]{1,2}[.、]|^\([0-9一二三四五六七八九十]{1,2}\)")
_JOINTS = pattern(r"[/、及和或与]")
# The same in Chinese and in English, in either order.
_BILINGUAL = pattern(
    r"(?P<before>[\u4e00-\u9fff]{2,12})[/(]?[A-Za-z][A-Za-z.'&-]{1,23}\)?|[A-Za-z][A-Za-z.'&-]{1,23}[/(]?(?P<after>[\u4e00-\u9fff]{2,12})\)?"
)
_LONGEST = 32


@functools.lru_cache(maxsize=4096)
def head_of(cell: str) -> Head | None:
    """Return what a cell or label announces, whatever ornaments it wears; None where it is no head that we know."""
    if not cell or len(cell) > _LONGEST:
        return None
    plain = _ORNAMENT.sub("", cell)
    money = _PATTERN.fullmatch(plain) if plain.endswith(")") else None
    if money and money.lastgroup == Head.THING.value:
        return Head.THING
    plain = _NOTE.sub("", plain)
    if not plain:
        return None
    if found := _PATTERN.fullmatch(plain):
        return Head(found.lastgroup or Head.OTHER.value)
    parts = [one for one in _JOINTS.split(plain) if one]
    kinds = (
        [Head(found.lastgroup or "") for one in parts if (found := _PATTERN.fullmatch(one))] if len(parts) > 1 else []
    )
    if kinds and len(kinds) == len(parts):
        return next((kind for kind in kinds if kind not in (Head.THING, Head.OTHER)), kinds[0])
    both = _BILINGUAL.fullmatch(plain)
    found = _PATTERN.fullmatch(both["before"] or both["after"]) if both else None
    return Head(found.lastgroup or Head.OTHER.value) if found else None


def reads_as_head(cell: str) -> bool:
    return head_of(cell) is not None
