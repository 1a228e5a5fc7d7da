"""Details that people ask for and that policies mostly leave to other papers.

The clause about the matter is there, so its words and its meaning are near the question; only what
is asked of it is not stated. Each detail has the words that ask for it and those that state it;
some are never stated in a policy.
"""

import re

from policy_index.answer_types import AnswerType

_AWARD = r"(?:奖|补贴|补助|款|扶持|资金|钱)"
_TITLE = r"(?:认定|称号|评|申报|报|小巨人|专精特新|金种子|创新型|资格|入库|牌|奖励?|补)"
_NEVER = r"(?!)"


def _detail(asked: str, answers: str) -> AnswerType:
    return AnswerType(re.compile(asked, re.IGNORECASE), re.compile(answers))


_DETAILS = (
    # what to hand in, and in what form
    _detail(
        r"(?:什么|哪些|啥|咩|佐证|证明|申报|申请|补充|准备|提交|需要|纸质|交)材料|材料(?:清单|要|怎么|齐|每|不|准备)"
        r"|佐证|复印|原件|扫描件|电子版|纸质版|盖章|骑缝|公章|签字|装订|几份|快递|邮寄"
        r"|申请表|申报表|申请书|填表|表格|怎么填|怎样填|如何填|模板|范本|附件下载|证明文件|什么手续材料"
        r"|paperwork|supporting document|application form|what documents|which documents|template|notari|stamp",
        r"(?:提交|提供|报送|出具)[^。]{0,20}(?:材料|证明|报告)|申请表|申报表|申报书",
    ),
    # where to turn to
    _detail(
        r"电话|手机号|热线|号码|联系方式|微信|公众号|网址|官网|登录|登陆|账号|密码|验证码|怎么注册|如何注册|邮箱|传真"
        r"|(?:具体|详细|办公|哪些|什么)地址|地址(?:在|是)|几楼|几号窗|窗口(?:在|几)|在哪(?:里)?(?:办|交|领|申请|申报|报名)|去哪(?:里)?(?:办|交|领)|怎么走|坐几路"
        r"|几点(?:上班|下班|开门|关门)|上班时间|办公时间|开不开门|开门|周末|星期[一二三四五六日天]|节假日|午休|预约|排号"
        r"|phone|hotline|website|url\b|e-?mail|street address|office hours|opening hours|wechat|log ?in|saturday|sunday|appointment",
        r"\d{3,4}-\d{7,8}|1\d{10}|12345|www\.|https?:|@|电话|地址[:：]",
    ),
    # until when, and when next
    _detail(
        r"截止(?:时间|日期|申报|报名|到)|(?:几号|哪天|什么时候|何时)截止|申报(?:时间|期|窗口)|几月(?:份|几)|报名时间|受理时间"
        r"|(?:什么时候|何时|几时|哪天|几号)(?:开始|可以|能)?(?:再)?(?:报|申报|申请|受理|开放|开报|启动|开评|举办|召开|开幕|举行|开班|开课|开学|公示|公布结果|出结果)"
        r"|下一?(?:届|场|批|次|轮|期)|第[一二三四五六七八九十\d]+(?:批|届)|(?:今年|明年|本年度)的?(?:申报|评选|名单|通知|指南)|申报(?:通知|指南)"
        r"|deadline|closing date|next (?:round|batch|session)|application window|when (?:do|does|will|can) (?:applications?|registration|the next)",
        r"(?<!\d年)\d+月\d+日|每半年|每年|截止|受理时间",
    ),
    # how long it takes, and how it goes on
    _detail(
        r"到账|到帐|多久(?:能|可以|才|会)?(?:拿|收|到|批|拨|办|下来|有结果|出结果|审)"
        r"|几个?(?:天|工作日|月|星期|礼拜)(?:才|能|会|内|到|拨|批|下|可以|左右)|(?:等|要|花|需要?)(?:几|多少|多长|多)(?:天|久|时间|个月|个星期|个工作日)"
        r"|公示期|公示(?:几|多少|多久)|审批(?:要|得|需)?(?:多久|几)|拨付|(?:什么时候|几时|何时)(?:能|会|才|可以)?(?:发|打|拨|给|到|收到|拿到|领到|兑现)"
        r"|流程|走到哪|进度|几个环节|先后顺序|现场(?:核查|审核|考察)|答辩|抽查|专家评审|评委"
        r"|how many days|how long (?:does|do|will|until|before)|processing time|when will (?:the )?(?:money|funds?|award|payment)|be paid out|on-site inspection|steps",
        r"[0-9一二三四五六七八九十]+个?(?:工作日|日内|天)|个月内|公示|流程",
    ),
    # how it is done
    _detail(
        r"(?:怎么|怎样|如何|点)(?:去|样|才能)?(?:申请|申领|领取|办理|办手续|报名|预约|查询|查|操作|提交|上传|注册|登录|走流程|兑付|提现|写|填|交)"
        r"|申请(?:流程|步骤|入口|渠道)|线上(?:还是|能不能|可以)|网上(?:能不能|可以|怎么)(?:报|申请|办)"
        r"|how (?:do|can|should) (?:i|we|a firm|companies|firms) (?:apply|register|submit|file|fill|log)|step by step|application procedure",
        r"申报流程|申请流程|提交申请|登录|注册申请|申报程序",
    ),
    # what it takes to get the title
    _detail(
        rf"{_TITLE}[^。？?]{{0,16}}(?:什么条件|哪些条件|(?<!符合)条件(?:是|有)|门槛|硬性|什么要求|要求(?:是|有|多少|几)|标准是|几项|几件|几个专利|多少专利|研发投入|研发人员|占比|占全部|负债率"
        r"|营收(?:要|不低|多少)|注册资本|成立(?:满)?几年|满几年|几年以上|几分|多少分|满分|评分|打分|得分|及格|社保人数|参保|审计报告|算数|顶替|代替|还报得上|还能报|给不给评|评得上)"
        rf"|(?:(?<!符合)(?<!同等)条件(?:是|有|要)|门槛|负债率|研发占比|研发费用占|研发人员|占比|软著|发明专利|营业收入|注册资本|员工\s*\d+\s*人|贸易公司|纯贸易|个体户|亏损|失信|罚过款|被罚|处罚|诉讼|欠税|欠薪|环保处罚|安全事故|异地|刚成立|成立不到|不满)"
        rf"[^。？?]{{0,24}}{_TITLE}"
        r"|算不算(?:中小企业|小微|小型|符合|达标)|达不达标|够不够(?:格|资格|条件)|符不符合|有没有资格|影响(?:申报|认定|评|复核|不影响)|会不会影响"
        r"|minimum (?:annual )?(?:revenue|turnover|r&d|number)|eligibility|criteria for|to qualify|requirements? (?:for|to)|how many patents|passing score|debt ratio",
        r"认定条件|申报条件|评价指标|不低于|不少于\d|须(?:符合|满足|具备)|应(?:当)?(?:符合|满足|具备)|占.{0,12}比(?:例|重)",
    ),
    # what becomes of the money for the taxman and the books
    _detail(
        rf"{_AWARD}[^。？?]{{0,14}}(?:交|缴|纳|扣|免|算|征)[^。？?]{{0,6}}税|(?:要不要|用不用|需不需要|使不使|要)(?:再)?(?:交|缴|纳|扣)[^。？?]{{0,6}}税|所得税|增值税|个税|不征税收入"
        r"|会计分录|怎么入账|入账|记(?:到|入|在)?哪个科目|会计科目|营业外收入|递延收益|开(?:具)?(?:发)?票|发票|专票|税点"
        r"|taxable|income tax|vat\b|invoice|bookkeeping entry|tax[- ]free|tax treatment",
        r"所得税|增值税|个税|不征税|会计|发票",
    ),
    # what a single thing costs
    _detail(
        r"租金(?:多少|是多少|几|大概)|房租(?:多少|几)|多少房租|月租|押金|一平|每平|平方米?(?:多少|租金|几)|几(?:多)?钱一|报名费|学费|参赛费|会费|物业费|停车费|培训费|官费|手续费|评审费|服务费(?:多少|几)|代理费|收费(?:多少|标准|几)"
        r"|一般收(?:多少|几)|收(?:我们)?(?:多少|几)钱|多少平方|多大面积|几折|一度电|电价|水价|地价|每亩(?:多少)?|一亩(?:多少|几)|price per|rent per|per square|tuition|how much does (?:it|the \w+) cost|monthly rent|land price",
        r"元/|每平方米|每月\d|学费|免费|每亩\d",
    ),
    # names: lists, firms, brokers
    _detail(
        r"代办|中介(?:费|公司|机构)?|代理(?:公司|机构)|通过率|介绍(?:一)?(?:家|个|下)|推荐(?:一家|几家|个靠谱|个)|名单(?:有没有|在哪|公布|发一|给我|能|出来)|(?:有没有|查|看|求|要)名单|哪几(?:家|间|个)(?:企业|公司|医院|银行|学校|园区|平台|机构|律所|券商)"
        r"|(?:哪些|哪家|哪间|哪个)(?:企业|公司|园区|学校|医院|银行|律所|券商|小区|楼盘|街道|专家|老师)(?:已经|入选|评上|上榜|拿了|获得|是|最|可以|能|有)|已经(?:有)?(?:哪|多少)(?:些|家|个)"
        r"|(?:是不是|算不算|是否|算)(?:国家级|省级|市级)?(?:专精特新|小巨人)(?:企业)?(?:吗|啊|呢|$|[？?])|叫什么名字|哪几个人|具体是哪"
        r"|(?:法人|创始人|老板|老总)(?:是谁|叫)|市值|股价|总部在哪|成立于|哪年成立|list of (?:firms|companies|names|hospitals)|which (?:firms|companies|hospitals|banks|schools|parks) (?:have|are|were)|recommend an? |is \w+ a little giant|name (?:the|some) (?:firms|companies)",
        r"名单|名录",
    ),
    # what happens afterwards
    _detail(
        r"要退|退钱|退回|退还|退不退|收回|追回|追缴|追责|罚款|会不会罚|造假|骗补|作假|虚报|撤销|撤牌|取消(?:称号|资格)|没通过(?:要|会|还|怎)|没过(?:怎么|还|要)|被否|落选|年(?:之)?内不(?:准|能|得|可以)|能不能迁|迁走|搬走|迁出|注销|破产|倒闭|黑名单|申诉|复议|起诉|更名|改名|变更(?:名称|法人|股权)|被收购后|合并后|转让后"
        r"|clawback|claw back|repay|pay back|give back|penalt|revoke|appeal against|move away|relocate out|rename|after a merger",
        r"追回|退回|收回|取消|撤销|处罚|整改",
    ),
    # today's value of something outside the text
    _detail(
        r"(?:现在|目前|今天|今年|当前|最新)(?:的)?(?:lpr|利率|汇率|报价|行情)|(?:lpr|报价利率)(?:现在|目前|今天|当前)?(?:是|为)?(?:多少|几)|利率(?:是|为|具体)?(?:多少|几|百分之几|百分几)|百分之几点|年化"
        r"|current lpr|lpr (?:now|today|at present)|what is the (?:current|exact) (?:lpr|rate|interest)",
        r"\d+(?:\.\d+)?%",
    ),
    # prizes of a contest, places in a queue
    _detail(
        r"[一二三]等奖|冠军|亚军|名次|第一名|几个名额|多少个?名额|排队(?:排|要)|排名|first prize|how many (?:flats|units|slots|places|seats)|ranking",
        r"[一二三]等奖|\d+个?名额",
    ),
    # what lies ahead
    _detail(
        r"(?:明年|后年|以后|将来|下一步|接下来|未来)(?:还|会|有没有|还有|会不会|继续|出台|是不是)|会不会(?:涨|提高|加码|降|取消|延期|延长|续期|再出|继续)|延期|延长到"
        r"|next year|in the future|will (?:it|the \w+) be (?:extended|renewed|raised|cancelled)",
        r"延长|延期|到期后|适时(?:修订|调整)",
    ),
    # advice, reasons, opinions
    _detail(
        r"为什么|为啥|什么原因|值不值|划不划算|划得来|应不应该|该不该|哪个更(?:好|划算)|哪家好|你觉得|你认为|建议我|靠不靠谱|难不难|容易吗|竞争|胜算|概率|几率|why (?:is|does|do|did)|should (?:i|we) |is it worth|better deal|chances of",
        _NEVER,
    ),
    # what is nobody's business
    _detail(
        r"(?:家)?住(?:在)?哪|身份证号|家庭住址|(?:老板|局长|处长|科长|总监|经理|老板娘|员工|同事|他|她)(?:的)?(?:叫|姓|名字|工资|收入|年薪|微信|手机|电话|住址|私人|老婆|履历)|银行账[号户]|转账记录|流水记录|隐私"
        r"|车牌[^。？?]{0,12}(?:谁|哪个的|哪位)|名下(?:的)?(?:公司|房产|车)|home address|personal (?:phone|number)|salary of|bank account of",
        _NEVER,
    ),
    # what a district or a town adds of its own
    _detail(
        r"(?:区|县|镇|街道|新区|开发区|高新区)(?:里|级|上|政府)?(?:自己|自家|另外|额外|单独|还有没有|有没有(?:自己|另外|额外|单独)|再给|再补|出的|出了|也给|还给|配套多少|给多少)|边个区|哪个区(?:给|补|奖|俾)"
        r"|(?:区|县|镇)(?:里|级)(?:能|给|补|奖|有|配)|镇政府|街道办|district (?:add|pay|give|offer|level)|(?:does|do|will) \w+ district",
        r"(?:区|县|镇)(?:级)?(?:给予|奖励|补助)",
    ),
)

# How many of what: a clause that says it has a number before the same measure word.
_UNITS = {
    unit: same
    for same in (
        "天|日|工作日", "个月|月", "小时|钟头", "分钟", "平方米?|平|㎡", "人|名|位", "次|场|届|批|期", "分",
        "项|件|张", "台|辆", "套|间房|户", "亩", "公里", "页|份", "层|栋", "吨", "度", "节|门|学分", "岁",
    )
    for unit in same.split("|")
}  # fmt: skip
_HOW_MANY = re.compile(
    rf"(?:多少|(?<![那这好十上头前后过隔])几)个?({'|'.join(sorted(_UNITS, key=len, reverse=True))})"
    r"(?![级者力才事点])"
)
_DIGITS = r"[0-9０-９一二两三四五六七八九十百千万半]+(?:多|余|以上)?个?"

# Matters of other policies, and kinds of firms that a policy would have to name. One that is asked
# about and not treated is what the question is about.
_MATTERS = re.compile(
    # people's insurance, work, family
    "公积金|失业金|失业保险|失业补助|养老金|养老保险|退休|医保|社保断缴|社保卡|社保(?:基数|费率|转移)|工伤|生育津贴|生育保险|育儿|产假|陪产|婚假|年假|加班费|辞退|裁员|赔偿金|低保|救助金|抚恤"
    "|残疾人|残保金|最低工资|劳动仲裁|劳动合同|试用期|培训补贴|以工代训|稳岗|见习|退役军人|公务员|事业单位|教师资格|职业资格证|考研|留学"
    # taxes and papers
    "|个税|个人所得税|增值税|印花税|房产税|契税|车船税|车辆购置税|环保税|消费税|出口退税|留抵|起征点|免征额|小规模纳税人|发票|加计扣除|残联"
    "|营业执照|工商注册|公司注册|注册公司|注销公司|经营范围|食品经营|卫生许可|消防|环评|排污|施工许可|安全生产许可|特种设备|商标官费|商标注册费|专利年费|专利申请费|刻章|开户"
    "|签证|护照|通行证|居住证|身份证|户口迁移|积分入户|积分落户|入户|落户条件|驾照|驾驶证|年检|年审|摇号|违章|罚单|交强险|结婚证|离婚|公证|房产证|不动产证"
    # other titles, other firms
    "|高新技术企业|高企|瞪羚|独角兽|单项冠军|科技型中小企业|众创空间|孵化器|老字号|非遗|绿色食品|有机认证|3c认证|iso9001|龙头企业认定|总部企业|隐形冠军|雏鹰"
    "|个体工商户|个体户|合伙企业|分公司|子公司|母公司|外资企业|外商投资|台资|港资|贸易公司|事业单位|民办非企业|社会组织|合作社|家庭农场|房地产|建筑企业|物流企业|餐饮|酒店|民宿|直播"
    # land, farm, living
    "|种粮|农机|农业补贴|农业保险|宅基地|退耕|渔业|生猪|养殖|扶贫|乡村振兴|高标准农田|拆迁|征地|旧改|农村危房"
    "|以旧换新|消费券|购车补贴|购房补贴|新能源汽车|充电桩|光伏|储能|氢能|家电下乡|首付|房贷|租房补贴|廉租房|经济适用房|共有产权|购房资格|限购|物业"
    "|创业担保贷款|大学生创业|创业补贴|助学贷款|奖学金|学区|中考|高考|幼升小|小升初|学位房|托育|博士后|人才绿卡|人才落户|人才补贴|安家费"
    "|疫情|疫苗|核酸|防疫|住院报销|大病|体育彩票|彩票|电影|演唱会|旅游|文旅|自贸区|电商|展馆租金|碳交易|碳排放权|电力交易|水费|燃气费|搬迁补助|搬迁费|停产损失|返还|销售提成|股票代码|期权|转贷"
    r"|\b(?:unemployment benefits?|housing fund|pension|maternity leave|visa|passport|driving licen[cs]e|business licen[cs]e|income tax|value-added tax|electric vehicles?|trade-in|student loans?"
    r"|minimum wage|parent company|subsidiary|sole propriet\w*|real estate|vaccin\w+|lottery|high-tech enterprise|unicorn|gazelle)\b",
    re.IGNORECASE,
)


def leaves_out(text: str, asked: str) -> bool:
    """Whether a normalised question asks for a detail that ``text``, a clause, does not state: it
    has neither the words that state it nor those that ask."""
    for detail in _DETAILS:
        found = detail.asked.search(asked)
        if found and not detail.answers.search(text) and found.group() not in text:
            return True
    return any(
        not re.search(f"{_DIGITS}(?:{_UNITS[unit]})", text) for unit in _HOW_MANY.findall(asked)
    )


def leaves_untreated(text: str, asked: str) -> bool:
    """Whether a normalised question names a matter of other policies that ``text`` does not."""
    return any(matter not in text for matter in _MATTERS.findall(asked))
