import { describe, expect, test } from "vitest";
import { distinct, readCard } from "../src/card";

const citation = {
  document: "guangzhou-2022",
  clause: "三、（三）",
  title: "方案",
  number: null,
  quote: "予以补助",
  status: "expired",
  url: "/policies/guangzhou-2022#三、（三）",
};

describe("a card", () => {
  test("gives each figure its citation", () => {
    const card = readCard({
      kind: "amount",
      figures: [{ name: "补助", yuan: "1", citation: 0 }],
      citations: [citation],
    });
    expect(card?.figures[0]?.citation).toEqual(citation);
  });

  test.each([null, "text", 7, undefined])("is not made of %s", (value) =>
    expect(readCard(value)).toBeNull(),
  );

  test("leaves out what is not as it should be", () => {
    const card = readCard({ kind: 7, figures: [null, { citation: 9 }], quick_replies: ["好", 3] });
    expect(card?.kind).toBe("");
    expect(card?.figures).toHaveLength(1);
    expect(card?.figures[0]?.citation).toBeNull();
    expect(card?.quick_replies).toEqual(["好"]);
  });

  test("links only pages of the gateway", () => {
    const card = readCard({
      citations: [{ ...citation, url: "https://elsewhere.example/" }],
      sheet: "javascript:alert(1)",
    });
    expect(card?.citations[0]?.url).toBe("");
    expect(card?.sheet).toBeNull();
  });

  test("lists each clause once", () => {
    expect(distinct([citation, citation])).toHaveLength(1);
  });
});
