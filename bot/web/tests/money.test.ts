import { describe, expect, test } from "vitest";
import { inWords, sum } from "../src/money";

describe("a sum of yuan", () => {
  test.each([
    ["2800000", "280万元"],
    ["100000", "10万元"],
    ["10000", "1万元"],
    ["9999", "9999元"],
    ["1234.5", "1234.5元"],
    ["12345", "1.2345万元"],
    ["28000.50", "2.80005万元"],
    ["100000000", "1亿元"],
    ["1200000000", "12亿元"],
    ["0", "0元"],
  ])("%s is read as %s", (yuan, words) => expect(inWords(yuan)).toBe(words));

  test("keeps every digit of a long number", () => {
    expect(sum("123456789012345678.91")).toEqual({ digits: "1234567890.1234567891", unit: "亿元" });
  });
});
