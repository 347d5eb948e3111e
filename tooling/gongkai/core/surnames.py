"""The family names that texts of offices are read with."""

# The 150 or so commonest family names; with two more characters they are taken for a person only where the context says so.
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费岑薛雷贺倪汤滕殷罗"
    "毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢"
    "莫房裘解应丁宣邓洪包左石崔吉龚程裴陆荣翁甄曲段巫焦谷车侯全班仲宫宁仇栾刘景龙叶黎薄白蒲卓池乔闻党翟谭姬申冉边燕尚温庄晏柴阎连习艾容向古易"
    "廖终耿匡文寇欧师聂辛简饶曾沙丰关查荆游权盖岳帅涂时解扈覃邝佟隋桂植芦敖冷辜甘鞠缪瞿牟阚冀佘阴郁苟褚邸茅晁慎漆喇鄢"
    "肖武詹盛牛靳卜单兰席刁付闫闵娄封屠楚谌郗栗亓苑练逄巩鹿迟占"
)
