import { expect, test } from "vitest";
import { type Card, readCard } from "../src/card";
import { lines } from "../src/lines";

const card = (data: object) => readCard(data) as Card;
const shown = (text: string, data: object | null) =>
  lines(text, data ? card(data) : null)
    .filter(({ told }) => !told)
    .map(({ text }) => text);

test("without a card every line is shown", () => {
  expect(shown("一\n\n二", null)).toEqual(["一", "二"]);
});

test("a line that the card shows is not shown twice, what it does not show stays", () => {
  const text =
    "广州：补助：280万元。\n计算：560 × 50%。\n注意：分阶段。\n依据：《方案》三：“…”\n文件没有写明：阶段。";
  const data = { kind: "amount", figures: [{ name: "补助", line: "补助：280万元" }] };
  expect(shown(text, data)).toEqual(["注意：分阶段。", "文件没有写明：阶段。"]);
});

test("figures without a line of their own hide nothing", () => {
  const text = "补助：费用到600万元就到上限。\n依据：三";
  expect(shown(text, { kind: "amount", figures: [{ name: "补助" }] })).toEqual(text.split("\n"));
});

test("services that the checklist leaves out stay in its text", () => {
  const text = "可以享受的：\n· 补助：20万元〔三〕\n另有这些服务和便利：\n· 诊断服务〔二〕";
  const data = { kind: "matches", figures: [{ name: "补助", line: "补助：20万元" }] };
  expect(shown(text, data)).toEqual(["另有这些服务和便利：", "· 诊断服务〔二〕"]);
});

test("what is left of a document's lines keeps its heading", () => {
  const text =
    "逐条列出：\n【广州】《甲》\n· 奖励：20万元〔三〕\n文件状态：已过。\n【湛江】《乙》\n· 奖励：不超过30万元〔三〕\n按您说的：省级。";
  const figures = [{ line: "奖励：20万元" }, { line: "奖励：不超过30万元" }];
  expect(shown(text, { kind: "comparison", figures })).toEqual([
    "逐条列出：",
    "【广州】《甲》",
    "文件状态：已过。",
    "按您说的：省级。",
  ]);
});

test("the choices stand below as chips", () => {
  const text = "您的企业在哪里？\n（可以回答：广州 / 湛江）";
  expect(shown(text, { kind: "ask", quick_replies: ["广州", "湛江"] })).toEqual([
    "您的企业在哪里？",
  ]);
  expect(shown(text, { kind: "ask" })).toEqual(text.split("\n"));
});

test("the clauses that a person is told of stand above as what can be opened", () => {
  const text = "好的，转人工。\n想问：用地\n我查到的条款：《甲》三，责任单位：市工信局。";
  const citations = [{ title: "甲", clause: "三" }];
  expect(shown(text, { kind: "handoff", citations })).toEqual(["好的，转人工。", "想问：用地"]);
  expect(shown(text, { kind: "handoff" })).toEqual(text.split("\n"));
});

test("what is said of several clauses alike is shown once", () => {
  const text = "文件状态：已过。\n文件状态：已过。";
  expect(shown(text, { kind: "clauses" })).toEqual(["文件状态：已过。"]);
});

test("what two places give alike stands below each of them", () => {
  const text = "广州：\n· 用地：不适用。\n湛江：\n· 用地：不适用。";
  expect(shown(text, { kind: "amount", sheet: "/sheets/1" })).toEqual(text.split("\n"));
});

test("an unknown kind falls back to the text", () => {
  expect(shown("一\n依据：二", { kind: "horoscope", figures: [] })).toEqual(["一", "依据：二"]);
});
