// Every Chinese word of the widget.

export const words = {
  title: "专精特新政策助手",
  open: "打开政策助手",
  open_unseen: "打开政策助手，有新消息",
  close: "关闭",
  typing: "对方正在输入…",
  offline: "网络不通，恢复后自动发送",
  care: "关怀",
  care_on: "关怀模式：大字",
  reset: "新对话",
  reset_ask: "开始新对话？前面说的都会清掉。",
  reset_yes: "清掉，重新开始",
  cancel: "取消",
  log: "对话",
  me: "我",
  bot: "助手",
  greeting: [
    "您好，我依据“专精特新”政策文件回答：能拿多少、有哪些支持、现在是否有效、找哪个部门。",
    "每个回答都注明文件和条款，点开就是原文。",
  ],
  samples: [
    "刚认定国家级小巨人，广州奖多少？",
    "数字化改造花了1500万，能补多少？",
    "想拿地有什么优惠？",
  ],
  chips: "快捷回复",
  older: "查看更早的消息",
  newer: "新消息",
  yesterday: "昨天",
  weekdays: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],

  input: "您的问题",
  placeholder: "请输入您的问题",
  send: "发送",
  too_long: "已有 {count} 字，一次最多 {limit} 字：请删去 {over} 字，或分几次发送。内容不会丢。",
  quoting: "引用",
  unquote: "取消引用",

  retry: "没有送达，点此重新发送",
  trouble: {
    offline: "网络不通，恢复后会自动发送",
    session: "会话已过期，已为您开始新的会话",
  },
  failed: "没有成功，请稍后再试",
  history_failed: "更早的消息没有取到，请稍后再试",

  menu: "常用功能",
  menus: [
    {
      name: "查政策",
      items: [
        { name: "有哪些支持", say: "我能享受哪些" },
        { name: "现在还有效吗", say: "现在还有效吗" },
        { name: "找哪个部门", say: "找哪个部门" },
        { name: "政策原文", open: "/policies" },
      ],
    },
    {
      name: "算补贴",
      items: [
        { name: "认定奖励", say: "认定奖励有多少" },
        { name: "上市费用补助", say: "上市费用能补多少" },
        { name: "数字化改造补贴", say: "数字化改造能补多少" },
        { name: "做一份计算书", say: "做一份计算书" },
      ],
    },
  ] as {
    name: string;
    items: ({ name: string; say: string } | { name: string; open: string })[];
  }[],
  person: "转人工",

  actions: "这条消息：复制、引用、有误",
  copy: "复制",
  copied: "已复制",
  copy_failed: "浏览器不让复制，请选中文字后复制",
  quote: "引用",
  wrong: "有误",
  drop: "删除",

  useful: "有用",
  useless: "没用",
  why: "哪里不对？",
  reasons: {
    outdated: "过期",
    amount: "金额不对",
    clause: "条款不对",
    off_topic: "答非所问",
    other: "其他",
  },
  why_words: "说说哪里不对（可不填）",
  submit: "提交",
  thanks: "已收到，谢谢",

  status: {
    not_yet_in_force: "尚未施行",
    in_force: "在有效期内",
    expired: "已过有效期",
    in_title_period: "在标题年份之内",
    title_period_over: "标题年份已过",
    not_stated: "未写明有效期",
  } as Record<string, string>,
  kinds: {
    exact: "定额",
    upper: "上限",
    unspecified: "没有写明金额",
    not_eligible: "不适用",
    need_input: "还缺条件",
    not_stated: "没有写明",
    quota: "名额",
    rate_bound: "利率",
    non_cash: "服务",
  } as Record<string, string>,
  computed: "按条款算出",
  groups: { certain: "可以享受", depends: "看具体情况", not_for_you: "不适用" },
  at_most: "最高 ",
  no_sum: "不给具体数额",
  steps: "怎么算的",
  presumed: "前提：",
  decided_by: "要看：",
  more: "还有 {count} 项",
  total: "合计",
  total_certain: "确定",
  total_at_most: "另最高",
  columns: "并排比较，可左右滑动",
  sheet: "计算书",
  sheet_hint: "打开后可打印，或存成 PDF",
  asks: { amount: "金额（万元）", date: "日期", count: "数量（家）" },
  confirm: "确定",
  handoff: "转人工",

  clause: "条款原文",
  clause_loading: "正在取原文…",
  clause_failed: "原文没有取到，这里是回答所引的一句：",
  responsible: "责任单位：",
  whole: "看整份文件",
};

/** The text with each {name} replaced. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
