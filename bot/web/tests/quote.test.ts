import { describe, expect, test } from "vitest";
import { excerpt, mark, quoting, unquoted } from "../src/quote";

describe("the answering sentence in its clause", () => {
  test("is found whatever the white space between", () => {
    expect(mark("（三）降低\n成本。对企业 予以补助。余下。", "对企业予以\n补助。")).toEqual({
      before: "（三）降低\n成本。",
      quoted: "对企业 予以补助。",
      after: "余下。",
    });
  });

  test("is found among characters beyond the basic plane", () => {
    expect(mark("𠮷𠮷甲乙丙", "乙")).toEqual({ before: "𠮷𠮷甲", quoted: "乙", after: "丙" });
  });

  test.each(["没有这句", "", "  "])("is not marked if it is not there: “%s”", (quote) =>
    expect(mark("对企业予以补助。", quote)).toBeNull(),
  );
});

describe("a message that quotes another", () => {
  test("is read back as quote and words", () => {
    expect(unquoted(quoting("奖励100万元。\n依据……", "为什么？\n谢谢"))).toEqual({
      quote: "奖励100万元。",
      words: "为什么？\n谢谢",
    });
  });

  test("quotes little", () => {
    expect([...excerpt("长".repeat(100))]).toHaveLength(41);
  });

  test("a plain message quotes nothing", () => {
    expect(unquoted("「小巨人」奖多少")).toEqual({ quote: null, words: "「小巨人」奖多少" });
  });
});
