import { describe, expect, test } from "vitest";
import { choiceSaid, choicesWith, choiceTyped } from "../../src/desk/choices";
import { changed, compose, inWan, mustForget, toggled, withoutFacts } from "../../src/desk/facts";

const choices = choicesWith(["广州", "湛江", "江门"], "广东");
const places = choices.city ?? [];
const known = { listing_cost: "560", city: "湛江", tier: "省级专精特新" };

describe("what the assistant is told", () => {
  test("is one plain message, what is known first", () => {
    expect(compose(choices, known, "上市能补多少")).toBe(
      "湛江，省级专精特新，上市费用560万元：上市能补多少",
    );
  });

  test("is what was typed, if nothing is known", () => {
    expect(compose(choices, {}, "上市能补多少")).toBe("上市能补多少");
  });

  test.each([
    ["那广州呢", "省级专精特新：那广州呢"],
    ["国家级小巨人上市呢", "湛江，上市费用560万元：国家级小巨人上市呢"],
    ["上市花了600万能补多少", "湛江，省级专精特新：上市花了600万能补多少"],
    ["上市花了两千万", "湛江，省级专精特新：上市花了两千万"],
  ])("leaves out what the words name themselves: %s", (said, told) =>
    expect(compose(choices, known, said)).toBe(told),
  );

  const sums = { listing_cost: "560", digital_cost: "1500" };
  test.each([
    ["上市能补多少", "上市费用560万元：上市能补多少"],
    ["数字化和上市各补多少", "上市费用560万元，数字化改造投入1500万元：数字化和上市各补多少"],
    ["能补多少", "上市费用560万元，数字化改造投入1500万元：能补多少"],
    ["认定奖励多少", "认定奖励多少"],
    ["能享受哪些", "能享受哪些"],
  ])("says only sums that matter to the question: %s", (said, told) =>
    expect(compose(choices, sums, said)).toBe(told),
  );

  test("says no day: that is told apart from the words", () => {
    expect(compose(choices, { as_of: "2024-01-01" }, "还有效吗")).toBe("还有效吗");
  });

  test("can be shown without what was put in front", () => {
    expect(withoutFacts(choices, compose(choices, known, "奖多少"))).toBe("奖多少");
    expect(withoutFacts(choices, "问：奖多少")).toBe("问：奖多少");
    expect(withoutFacts(choices, "奖多少")).toBe("奖多少");
  });
});

describe("what the assistant remembers", () => {
  test.each([
    [{}, { city: "广州" }, false],
    [{ city: "广州" }, { city: "广州", tier: "省级专精特新" }, false],
    [{ city: "广州" }, { city: "湛江" }, true],
    [{ city: "广州" }, {}, true],
  ])("told %j, now %j: must be forgotten is %s", (told, now, must) =>
    expect(mustForget(told, now)).toBe(must),
  );
});

describe("a chip", () => {
  test("holds when it is pressed, and no more when it is pressed again", () => {
    expect(toggled({}, "city", "广州")).toEqual({ city: "广州" });
    expect(toggled({ city: "湛江" }, "city", "广州")).toEqual({ city: "广州" });
    expect(toggled({ city: "广州" }, "city", "广州")).toEqual({});
  });

  test("with a sum holds while there is one", () => {
    expect(changed({}, "listing_cost", "560")).toEqual({ listing_cost: "560" });
    expect(changed({ listing_cost: "560" }, "listing_cost", "560")).toEqual({
      listing_cost: "560",
    });
    expect(changed({ listing_cost: "560" }, "listing_cost", "")).toEqual({});
  });

  test.each([
    ["560", "560"],
    ["560万", "560"],
    ["560 万元", "560"],
    ["１，２００.5", "1200.5"],
    ["1.2亿", "12000"],
    ["", ""],
    ["很多", ""],
    ["12元5", ""],
  ])("takes a sum as it is typed: %j is %j", (typed, sum) => expect(inWan(typed)).toBe(sum));

  test("is found for what the assistant asked and was answered", () => {
    expect(choiceSaid(places, "湛江")?.say).toBe("湛江");
    expect(choiceSaid(choices.tier ?? [], "国家级专精特新“小巨人”")?.say).toBe("国家级小巨人");
    expect(choiceSaid(places, "深圳")).toBeNull();
  });
});

describe("a place", () => {
  test("is one of the collection, the province the last", () => {
    expect(places.map(({ name }) => name)).toEqual(["广州", "湛江", "江门", "广东全省"]);
    expect(choicesWith(["广州"], "").city).toEqual([{ name: "广州", say: "广州" }]);
  });

  test("that is the whole province is said so that the assistant finds the title beside it", () => {
    const facts = { city: choiceTyped(places, "广东全省")?.say ?? "", tier: "省级专精特新" };
    expect(compose(choices, facts, "奖多少")).toBe("广东，省级专精特新：奖多少");
    expect(compose(choices, { city: "湛江" }, "广东有什么")).toBe("广东有什么");
  });

  test.each([
    ["湛江", "湛江"],
    ["湛江市", "湛江"],
    ["湛", "湛江"],
    ["广", undefined],
    ["广东", "广东"],
    ["深圳", undefined],
    ["", undefined],
  ])("is found as it is typed: %j is %j", (typed, said) =>
    expect(choiceTyped(places, typed)?.say).toBe(said),
  );
});
