import { describe, expect, test } from "vitest";
import { readEvidence } from "../../src/desk/evidence";
import type { Canned } from "../../src/desk/protocol";
import { fitting, sought } from "../../src/desk/view/canned";

describe("what the bot went by", () => {
  test("is read as far as it is there", () => {
    const evidence = readEvidence({
      intent: { name: "ask_amount", confidence: 0.97 },
      clauses: [{ document: "a", clause: "三", score: null }, "nonsense"],
      trace: ["560万元 × 50% = 280万元", 7],
    });
    expect(evidence?.intent?.confidence).toBe(0.97);
    expect(evidence?.clauses).toEqual([{ document: "a", clause: "三", score: null }]);
    expect(evidence?.trace).toEqual(["560万元 × 50% = 280万元"]);
    expect(evidence?.spoken).toBe("");
  });

  test.each([null, undefined, "text"])("is nothing if it is %s", (value) =>
    expect(readEvidence(value)).toBeNull(),
  );
});

describe("canned replies", () => {
  const reply = (title: string, text: string): Canned => ({
    id: title,
    title,
    text,
    document: null,
    clause: null,
    reference: null,
    flag: null,
  });

  test.each([
    [";", ""],
    ["；", ""],
    [";上市", "上市"],
    ["； 上市", "上市"],
    ["您好;", null],
    [";上市 能补", null],
    ["", null],
  ])("are sought by %j with %j", (text, said) => expect(sought(text)).toBe(said));

  test("fit by title before they fit by text", () => {
    const replies = [reply("申报", "上市另问"), reply("上市", "最高300万元"), reply("用地", "无")];
    expect(fitting(replies, "上市").map(({ title }) => title)).toEqual(["上市", "申报"]);
    expect(fitting(replies, "")).toHaveLength(3);
  });
});
