"""Why a body is not shown as it stands, in an officer's words, with the way to write what is meant (rules B05, B06)."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.findings import Text
from gongkai.source.problems import Problem


@dataclass(frozen=True, slots=True)
class Refusal:
    """One kind of mistake; its texts may have places for values."""

    message: Text
    remedy: Text
    code: str = "B06"

    def at(self, line: int, column: int = 1, **values: object) -> Problem:
        return Problem(self.code, line, column, self.message.fill(**values), self.remedy.fill(**values))


HEADING_TIGHT = Refusal(
    Text("行首的“#”后面没有半角空格，分不清是标题还是文字", "no space follows the # signs: a heading, or text?"),
    Text(
        "是标题的，在“#”后加一个半角空格；是文字的，在行首加反斜杠“\\”",
        "for a heading put a space after #; for text put a backslash before it",
    ),
)
INDENTED = Refusal(
    Text("行首有空格，分不清是标记（#、:::、|、[^1]:）还是文字", "blanks stand before a mark: a mark, or text?"),
    Text(
        "是标记的，删去行首的空格；是文字的，删去行首的空格，在它前面加反斜杠“\\”",
        "delete the blanks; for text put a backslash in their place",
    ),
)
FULL_WIDTH = Refusal(
    Text("行首的标记（:::、#、|）写成了全角", "a mark at the beginning of a line is written in full-width characters"),
    Text(
        "是标记的，改用半角“:::”“#”“|”；是文字的，在行首加反斜杠“\\”",
        "write ::: # | for a mark; put a backslash before it for text",
    ),
)
RULE = Refusal(
    Text("单独一行的横线（---、===、***）不会显示为分隔线", "a line of dashes is no mark of a body"),
    Text(
        "删去这一行；要分段请空一行，要分节请用“## 标题”；是文字（如遮盖的号码）的，在行首加反斜杠“\\”",
        "delete it; leave a blank line, or write a heading; if it is text, such as a masked number, put a backslash before it",
    ),
)
BARE_HEADING = Refusal(
    Text("“{text}”像是标题，却与下一行之间没有空行", "the line looks like a heading and stands in a paragraph"),
    Text(
        "是标题的，行首加“## ”（下一级用“### ”）；不是标题的，上下各空一行",
        "begin the line with `## ` (or `### `) for a heading; else leave a blank line around it",
    ),
)
VALUE_AS_ITEM = Refusal(
    Text("行首“{text}”分不清是列表还是数值", "`{text}`: an item of a list, or a number?"),
    Text(
        "是数值的，符号紧挨数字（-0.5%），或在行首加反斜杠（\\- 0.5%）；是列表的，在数字前加上文字",
        "write a number without a blank (-0.5%) or a backslash before it; begin an item of a list with a word",
    ),
)
NUMBER_AS_ITEM = Refusal(
    Text("行首“{text}”分不清是列表的编号还是数值", "`{text}`: the number of an item, or a number?"),
    Text(
        "是数值的，删去点后的空格，或在点前加反斜杠（{number}\\. {value}）；是列表的，在第二个数字前加上文字",
        "for a number delete the blank behind the dot or put a backslash before it ({number}\\. {value}); begin an item with a word",
    ),
)
INDENT = Refusal(
    Text("列表的缩进与上一级对不齐", "an item is indented like no list around it"),
    Text("同一级左端对齐；下一级比上一级多缩进 2 至 4 个空格", "align items; indent an inner list by 2 to 4 blanks"),
)
TOO_DEEP = Refusal(
    Text("列表嵌套过深，无法可靠显示", "the list is nested too deeply to be shown reliably"),
    Text("减少嵌套的层数", "nest less deeply"),
)
BLOCK_IN_ITEM = Refusal(
    Text("列表项中不能放表格或“:::”段", "a table or a ::: block stands in an item of a list"),
    Text("移到列表之后，行首不要空格", "move it after the list, without blanks before it"),
)
ROW_OPEN = Refusal(
    Text("表格这一行没有以“|”结尾", "the row of the table does not end with a bar"),
    Text("每行以“|”开头、以“|”结尾；可运行 gongkai tidy 补齐", "begin and end each row with |; `gongkai tidy` does it"),
)
ROW_WITHOUT_BEGINNING = Refusal(
    Text("表格下面这一行有“|”，却没有以“|”开头，不会显示在表格里", "a row below a table does not begin with a bar"),
    Text(
        "是表格的，每行以“|”开头、以“|”结尾；不是表格的，在它前面空一行",
        "begin and end each row with |; if it is no row, leave a blank line before it",
    ),
)
BARE_RULER = Refusal(
    Text("表格的行没有以“|”开头和结尾，不会显示为表格", "rows without bars at both ends are no table"),
    Text("每行以“|”开头、以“|”结尾；不是表格的，删去这一行", "begin and end each row with a bar, or delete this line"),
)
PASTED_TABLE = Refusal(
    Text(
        "这几行像是粘贴来的表格：格与格之间是制表符，页面上会挤在一起",
        "these lines look like a pasted table: tabs stand between the cells",
    ),
    Text(
        "写成表格：每行以“|”开头、结尾，格与格之间也用“|”，表头下加“| --- | --- |”（可运行 gongkai tidy 改好）；不是表格的，把制表符改成空格",
        "write a table with | around and between the cells and a row | --- | --- | below the head (`gongkai tidy` does it); else put "
        "blanks for the tabs",
    ),
)
BARE_ROWS = Refusal(
    Text("这几行里都有“|”，像是表格，却不会显示为表格", "these lines hold bars like rows of a table, and are none"),
    Text(
        "是表格的，每行以“|”开头、以“|”结尾，表头下加“| --- | --- |”；不是表格的，两行之间空一行",
        "begin and end each row with a bar and put a row | --- | --- | below the head; if it is no table, leave a blank line between",
    ),
)
NO_RULER = Refusal(
    Text("表头下面缺少“| --- | --- |”一行，无法显示为表格", "there is no ruler row below the head of the table"),
    Text(
        "在表头下加一行“| --- | --- |”，每列一个“---”；可运行 gongkai tidy 补上",
        "add a row | --- | --- | below the head, one --- a column; `gongkai tidy` does it",
    ),
)
SECOND_RULER = Refusal(
    Text("表格中又出现了“| --- |”一行，像是两个表格连在一起", "a second ruler: two tables run into each other"),
    Text(
        "两个表格之间空一行；要在格中写横线请用“—”",
        "leave a blank line between two tables; write a dash in a cell as —",
    ),
)
WIDTH = Refusal(
    Text("表格这一行有 {has} 格，表头有 {wanted} 格", "the row has {has} cells, the head {wanted}"),
    Text(
        "补齐或删去多余的格；空格子写“| |”，格中的竖线写“\\|”",
        "give it as many cells as the head; write | | for an empty cell and \\| for a bar",
    ),
)
UNKNOWN_FORM = Refusal(
    Text("“::: {name}”不是规定的段名", "`::: {name}` is no block of this profile"),
    Text("可用的段名：{known}；以单独一行“:::”结束", "use one of {known}, and end it with a line :::"),
)
END_OF_NOTHING = Refusal(
    Text("这一行“:::”前面没有相应的段名", "`:::` ends a block that was not begun"),
    Text(
        "在这一段的第一行写“::: ”和段名（{known}），或删去这一行",
        "begin the block with ::: and one of {known}, or delete the line",
    ),
)
FORM_OPEN = Refusal(
    Text("“:::”段没有结束", "a ::: block is not closed"),
    Text("在该段末尾另起一行写“:::”", "end it with a line :::"),
)
EMPTY_FORM = Refusal(
    Text("“:::”段里没有文字", "a ::: block is empty"),
    Text("填写内容，或删去该段", "fill it in or delete it"),
)
BLOCK_IN_FORM = Refusal(
    Text("“:::”段里只能写文字，不能放标题、表格和注释", "a heading, table or note stands in a ::: block"),
    Text("移到“:::”段之外", "move it out of the block"),
)
AMBIGUOUS_STARS = Refusal(
    Text("“{text}”分不清是加粗，还是遮盖的星号", "`{text}`: bold, or stars that mask something?"),
    Text(
        "是遮盖的，在两个星号前加反斜杠（李\\**）；是加粗的，在“**”外侧加空格或移到标点处",
        "put a backslash before stars that mask (\\**); put a blank outside of ** for bold",
    ),
)
TITLE_OF_LINK = Refusal(
    Text("链接地址后面有提示文字，页面上看不到", "a title follows the address of a link; the page would not show it"),
    Text("删去引号和其中的文字，或写进正文", "delete it, or write it into the text"),
)
SPOILT_LINK = Refusal(
    Text(
        "“]”后面的括号写成了全角，或者前面有空格，不会显示为链接",
        "the parentheses of a link are full-width, or stand behind a blank",
    ),
    Text(
        "括号用半角，“]”后面紧接“(”，不空格；不是链接的，方括号改用“【】”",
        "write [text](address) with half-width parentheses and no blank between; use other brackets if it is no link",
    ),
)
NOT_A_LINK = Text("；不是链接的，在“[”前加反斜杠“\\”", "; if it is no link, put a backslash before [")
NO_BREAK_HERE = Refusal(
    Text("正文中有 HTML 代码 <br>", "the body holds <br>"),
    Text("直接另起一行；<br> 只用于表格的格中", "begin a new line; <br> belongs into cells of tables alone"),
    "B05",
)
BREAK_AS = Refusal(
    Text("格中换行的写法不对", "a break in a cell is written otherwise"),
    Text("写成“<br>”（小写，没有斜杠）", "write <br>, in lower case and without a slash"),
    "B05",
)
HTML = Refusal(
    Text("正文中有 HTML 代码", "the body holds raw HTML"),
    Text(
        "删去 HTML 代码，改用 Markdown 写法；小于号请用全角“＜”或文字",
        "remove the HTML and use Markdown; write a less-than sign as ＜ or in words",
    ),
    "B05",
)
ENTITY = Refusal(
    Text("正文中有 HTML 字符代码 {text}", "the body holds the character reference {text}"),
    Text("直接写出该字符", "write the character itself"),
    "B05",
)
NOTE_WITHOUT_TEXT = Refusal(
    Text("注释 [^{number}] 没有对应的说明", "note [^{number}] has no text"),
    Text("在文末另起一行写“[^{number}]: 说明文字”", "write a line `[^{number}]: text` at the end"),
)
NOTE_WITHOUT_MARK = Refusal(
    Text("注释 [^{number}] 在正文中没有标出", "note [^{number}] is referred to nowhere"),
    Text("在正文相应处写“[^{number}]”，或删去该注释", "write [^{number}] where it belongs, or delete the note"),
)
NOTE_TWICE = Refusal(
    Text("注释 [^{number}] 出现了两次", "note [^{number}] stands twice"),
    Text("改用不同的编号", "number it otherwise"),
)
OTHER_HEADING = Refusal(
    Text(
        "链接“#{fragment}”在本文中没有对应的标题，相近的有“#{near}”",
        "a link leads to no heading of this document, but to one like it",
    ),
    Text("“#”后写标题的全文（不含空格）", "write the whole heading without blanks after #"),
    "C07",
)
NO_SUCH_HEADING = Refusal(
    Text("链接“#{fragment}”在本文中没有对应的标题", "a link leads to no heading of this document"),
    Text("“#”后写标题的全文（不含空格），如“#二、目标”", "write the whole heading without blanks after #"),
    "C07",
)
