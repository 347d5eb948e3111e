"""Full names of people in running text: where one begins and ends, and whether an office or a healer bears it. Folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.pattern import pattern
from gongkai.core.surnames import SURNAMES
from gongkai.secrecy.illnesses import ILLNESSES, STATES
from gongkai.secrecy.people import FORMS, HAN, begins_as_name
from gongkai.secrecy.vocabulary import COMPLAINANTS, COMPOUND_SURNAMES, GIVEN, WORDS_FIRST


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What may stand before a name without a mark between: who people are, and words that a name is the object of.
_ROLES = _each(
    "村民 居民 患者 病人 学生 职工 员工 对象 老人 同学 户主 人员 儿童 孤儿 群众 公民 同志 市民 邻居 教师 老师 农民 孩子 男童 "
    "女童 患儿 幼儿 婴儿 业主 网民 网友 家长 "
    "牧民 渔民 工人 司机 战士 干部 党员 会计 考生 新生 旅客 顾客 消费者 死者 伤者 逝者 残疾人 精神病人 当事人 申请人 受害人 "
    "监护人 被告 原告 女子 男子 "
    "其妻 其夫 其子 其女 之子 之女 儿子 女儿 妻子 丈夫 父亲 母亲 次子 长子 次女 长女 其父 其母 祖父 祖母 爷爷 奶奶 外公 外婆 "
    "哥哥 弟弟 姐姐 妹妹 儿媳 女婿 孙子 孙女 养女 养子 "
    "本村 本镇 我村 我县 本人 户 拆迁户 租赁户 密接人员 弃婴 男婴 女婴 家庭 社区 收件人 收货人 寄件人 截瘫者 残障者 孕妇 产妇 "
    "志愿者 未成年人 嫌疑人 继承人 知情人 姓名 名叫 叫做 署名 实为 告知 落款 "
    "该女 该男 受理 市民 女士 先生 者 人 员 之一 代表 负责 学员 代课教师 子女 大爷 大妈 现有 证人 尊敬的 网友"
) | frozenset(one for one in COMPLAINANTS if one != "申请人")
_BEFORE = (
    _ROLES
    | frozenset(COMPLAINANTS)
    | _each(
        "寄 寄给 室 局长 县长 镇长 乡长 书记 主任 院长 所长 科长 校长 站长 医生 会长 理事长 部长 处长 队长 组长 主席 委员 教授 经理 记者 律师 "
        "举报人 写信人 留言人 建议人 "
        "对 给 给予 给与 给付 向 为 由 经 据 根据 依据 接 接到 收到 因 应 被 把 将 与 和 及 同 同意 以及 请 关于 针对 就 按 "
        "按照 系 是 叫 有 的 至 到 致 回复 答复 "
        "感谢 自称 慰问 救助 安排 认定 鉴定 家访 前往 对于 其中 或 名为 包括 从 在 反映 安置 法医鉴定 一案 尊敬的 例如 批准 "
        "准予 拟 拟认定 通知 通报 寻找 缅怀 悼念 追思 救治 收治 抢救 护送 转运 照料 照顾 看护 走访 看望 探望 帮助 帮扶 资助 收养 "
        "来自 出自 嘱 委托 聘请 发现 查明 证实 确认 得知"
    )
)
# What a name is followed by where it is one: a mark, or the beginning of what is said of it.
_AFTER = _each(
    "接访 接待 接听 移居 旅居 寓 借 购 分 安置 "
    "患 因 系 是 为 属 在 于 被 经 已 现 曾 正 将 又 也 自 先天 身 死 病 住 接受 接到 服 做 有 无 享 持 等 及 和 与 同 的 得 罹 "
    "疑 一 家 户 向 给 对 从 到 去 至 以 并 仍 "
    "还 均 就 由 所 未 不 拒 诉 称 说 提 要 请 拨 打 通过 来 举报 投诉 检举 控告 反映 信访 申 上访 报警 实名 匿名 署名 联名 "
    "越级 集体 多次 先后 再次 多年 长期 常年 两次 三次 "
    "确诊 确 诊 疑似 查 初 复 筛 核酸 尿检 血 妊娠 怀孕 体检 肺 骨 胸 头 左 右 双 视 听 言 智 精 肢 残 伤 职业 劳动 医 法医 "
    "作为 术 强制 吸 食 注 每 享受 失 瘫 偏 截 "
    "聋 盲 孤 体 过敏 对 药 青霉素 花生 户籍 户口 常 暂 租 寄 迁 搬 落户 入 出 生 老家 籍 邮 送达 文书 通 联系 家庭 居 经常 "
    "收件 收货 快递 名下 不动产 宅基 位于 房 "
    "同志 先生 女士 老人 老师 同学 医生 之 其 乐 主动 书面 口头 来信 来电 来访 致电 写 投 留言 网上 揭发 建议 认为 表示 对 要求 "
    "申请 起 上 用 认 与 本 该 此 于 月 日 档案 "
    "涉嫌 下落 年满 达到 抱养 生日 诞 生于 出生 女 男 今 去年 前 后 期间 时 大病 重 轻 临时 一次 上门 免 停 休 病休 随 原 受 "
    "携带 感染 被 遭 处 获 领 拟 准 可 能 会 "
    "需 应 既往 发 高 低 办 补 缴 工伤 受伤 负伤 康复 治 化 透析 放疗 化疗 昏迷 抢救 护送 转 隔离 密 集中 居家 医学 阴 阳 戒毒 "
    "复吸 人 本人 一家 全家 夫妇 夫妻 父子 母女 母子 家属 昨 现场 "
    "携 交 付 收 借 担 签 参 逝 离世 亡 病逝 病故 两 三 二 几 数 万 约 共 连 且 而 但 或 即 另 再 只 都 才 便 却 更 最 很 "
    "您 你 网友 网民 核实 证实 长年 新家 目前 实际 所住 面对 最早 最先 见 染 写 家中 家里 发起 自称 自述 刚 办 情绪 收 构成 抗 "
    "降 打 看 想 愿 没 别 突 当 趁 随 按 把 将 让 叫 使 令 任 兼 调 赴 走 回 返 到 登 报 填 写 署 印 案 件 举 讲 谈 问 答 讨 论"
)
_ILL = frozenset(one[:2] for one in (*ILLNESSES, *STATES))
# Two characters that are one word, though the first may stand before a name and the second may begin one.
_ONE_WORD = _each(
    "实施 有关 有权 有时 及时 同时 按时 对于 由于 至于 给予 对方 和平 系统 的确 为何 有何 有项 为万 为期 向阳 经常 经费 经济 "
    "经纪 由单 应由 与应 因应 为单 为主 为全 对单 对全 对应 相应 在全 将全 "
    "被查 经查 应向 和解 有单 有全 的单 的全 及其 在于 在单 在时 到时 到期 与时 有限 员工 员会 户籍 户口 人员 人民 者应 者向 "
    "者于 人应 人向 人于 员应 员向 员于 户应 户向 户于 者查 为贺 的金 的费 "
    "的高 的车 的方 的时 的游 的项 的文 的毛 的马 和金 和高 和车 和方 和时 和项 和文 的解 的查 的管 的施 和施 和管 的安 和安 "
    "的常 的严 的石 和石 的花 的水 的全 的温 的易 的洪 的华 的党 的古 的农 "
    "的连 的单 的程 的成 的平 的路 的苗 的林 的曾 的权 的宣 的童 的司 的何 的乐 的江 的金 的景 的国 的白 的黄 的蓝 的红 的包 "
    "的边 和边 和包 和林 和童 和苗 和华 和宣 和权 和白 和易 "
    "按单 按季 按项 按时 就高 就业 将来 将军 向全 向应 向单 在册"
)
# Words that end no name: what goes on is the sentence.
_FUNCTION = frozenset("在将应和予有为向依时于被本自以及与之其")
_LONGEST_BEFORE = max(map(len, _BEFORE))
_TITLES = (
    r"(?:[局县市区镇乡省州厅处科股院校所站馆队团会部组社厂行]长|书记|主任|主席|理事长|秘书长|董事长|总经理|经理|委员|教授|专家|"
    r"医生|医师|大夫|护士|护师|药师|讲师|博士|院士|研究员|"
    r"律师|记者|法官|检察官|警官|调解员|代表|志愿者|负责人|授课人|执法人员|工作人员|医务人员|办案人员|民警|法定代表人|法人代表|"
    r"法人|业主代表|经办人|承办人|主讲人?|讲者|作者|主编|编著|村医|联系人|联络人|采购人代表|接线员|话务员|发言人|监督员|巡视员|"
    r"调研员|科员|模范|标兵|楷模)"
)
_TITLE_BEFORE = pattern(rf"{_TITLES}(?:同志)?(?:[:、(]{{0,2}}|[是为])$")
_TITLE_AFTER = pattern(
    rf"(?:[、和][{HAN}]{{2,4}}?){{0,3}}(?:同志|"
    rf"等)?(?:[0-9一二两三四五六七八九十]{{1,3}}[名位]?)?(?:[,( ]{{1,2}}[{HAN}]{{0,10}}?)?(?:副|正|总|主治|住院|执业|首席|高级|"
    rf"名誉|代|执行){{0,2}}{_TITLES}(?!信箱|热线|接待日)|团队|[^,。;]{{0,10}}主任医师"
)
_FIRST = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SURNAMES}])"
_NAME = pattern(rf"{_FIRST}(?:(?![县乡镇局厅])[{GIVEN}]){{1,2}}")
# The first character of a name where one may begin: behind no character, or behind the last one of a word that may stand there.
_LAST_BEFORE = "".join({word[-1] for word in _BEFORE})
_MAY_BEGIN = pattern(
    rf"[{SURNAMES}{''.join({one[0] for one in COMPOUND_SURNAMES})}](?:(?<=[{_LAST_BEFORE}].)|(?<![{HAN}].))", re.DOTALL
)
# Characters in which Uyghur, Tibetan, Mongol and other names are written, with a point between their parts or without.
_SOUNDS = (
    "阿艾买提依古丽合木江尔汗吐逊热孜萨拉伊布尼亚哈巴别克达吾努帕夏库牙斯迪力穆罕默德沙玛洛桑扎西次仁卓才旦加措格央金多吉平顿珠旺堆姆索朗"
    "敖登日勒其乌兰图雅苏特娜莫赛甫丁卡米里乃再麦塔泰奥云毕贝"
)
_SOUNDING = pattern(f"[{_SOUNDS}-]{{4}}")  # the least that such a name has
_OTHER_NAME = pattern(
    f"(?<![{_SOUNDS}-])[{_SOUNDS}]{{2,6}}-[{_SOUNDS}]{{2,6}}|(?<![{_SOUNDS}-])[{_SOUNDS}]{{4,8}}(?![{_SOUNDS}-])"
)
# What alone may follow a name that begins with a word.
_PLAIN_END = pattern(rf"$|[^{HAN}]|同志|先生|女士|等\d|患|因|系|举报|投诉|信访|反映|男|女|您|你")
_HAN = pattern(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name from ``start`` to ``end``; ``titled`` where a title stands with it, as of those who act for others."""

    start: int
    end: int
    titled: bool


@functools.lru_cache(maxsize=64)  # several detectors ask about one line
def mentions(text: str) -> tuple[Mention, ...]:
    """The full names of people in a line, in order. A masked name is none. Takes as long as the text."""
    return tuple(sorted((*_chinese(text), *_others(text)), key=lambda one: one.start))


def _others(text: str) -> Iterator[Mention]:
    if _SOUNDING.search(text) is None:
        return
    for found in _OTHER_NAME.finditer(text):
        if "-" in found.group() or _begins(text, found.start()) > 1:
            end = next((end for end in range(found.end(), found.end() - 3, -1) if _ends(text, end)), found.end())
            yield _mention(text, found.start(), end)


def _chinese(text: str) -> Iterator[Mention]:
    until = 0
    for first_character in _MAY_BEGIN.finditer(text):
        start = first_character.start()
        found = _NAME.match(text, start) if start >= until else None
        if found is None or not begins_as_name(found.group()):
            continue
        strength = _begins(text, start)
        if not strength:
            continue
        if text[start + 1 : start + 3] in FORMS:
            continue
        whole = found.end() - start == 3 and _ends(text, start + 3)  # three characters are seldom a name by chance
        if text[start - 1 : start + 1] in _ONE_WORD and not (whole and (strength > 1 or text[start - 1] in "的和")):
            continue
        first = 2 if text[start : start + 2] in COMPOUND_SURNAMES else 1
        if text[start] in WORDS_FIRST and first == 1:
            if (
                found.end() - start == 3
                and text[start + 2] not in _FUNCTION
                and (strength > 1 or _PLAIN_END.match(text, start + 3))
            ):
                yield _mention(text, start, start + 3)
                until = start + 3
            continue
        for end in range(found.end(), start + first, -1):
            if text[end - 1] in _FUNCTION and (end - start < 3 or end == len(text) or text[end] not in ",。、;:)( "):
                continue
            if _ends(text, end) or (strength > 1 and end - start == first + 2):
                yield _mention(text, start, end)
                until = end
                break


def _mention(text: str, start: int, end: int) -> Mention:
    titled = _TITLE_BEFORE.search(text, max(0, start - 12), start) or _TITLE_AFTER.match(text, end)
    return Mention(start, end, titled is not None)


def _begins(text: str, start: int) -> int:
    """Return whether a name may begin there: 2 behind a word for a person, 1 behind another word or a mark, else 0."""
    if start == 0 or _HAN.match(text[start - 1]) is None:
        return 1
    return next(
        (
            1 + (word in _ROLES and size > 1)
            for size in range(min(_LONGEST_BEFORE, start), 0, -1)
            if (word := text[start - size : start]) in _BEFORE
        ),
        0,
    )


def _ends(text: str, end: int) -> bool:
    """Return whether a name may end there."""
    return (
        end >= len(text)
        or _HAN.match(text[end]) is None
        or text[end : end + 2] in _ILL
        or any(text[end : end + size] in _AFTER for size in (1, 2, 3))
    )
