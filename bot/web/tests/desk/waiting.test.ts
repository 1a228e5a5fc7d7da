import { expect, test } from "vitest";
import { clock, waitingWords } from "../../src/desk/waiting";

test.each([
  [-3, "0秒"],
  [0, "0秒"],
  [59.9, "59秒"],
  [60, "1分钟"],
  [3599, "59分钟"],
  [3600, "1小时00分"],
  [5 * 3600 + 299, "5小时04分"],
  [2 * 86_400 + 5, "2天"],
])("who waits %s seconds has waited %s", (seconds, words) =>
  expect(waitingWords(seconds)).toBe(words),
);

test.each([
  [0, "00:00"],
  [65, "01:05"],
  [3600 + 62, "1:01:02"],
])("a call of %s seconds shows %s", (seconds, shown) => expect(clock(seconds)).toBe(shown));
