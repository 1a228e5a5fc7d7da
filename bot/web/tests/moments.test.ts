import { expect, test } from "vitest";
import { needsTime, timeLabel } from "../src/moments";

const now = new Date(2026, 10, 25, 14, 0); // a Wednesday

test.each([
  [new Date(2026, 10, 25, 9, 5), "09:05"],
  [new Date(2026, 10, 24, 23, 59), "昨天 23:59"],
  [new Date(2026, 10, 21, 8, 0), "星期六 08:00"],
  [new Date(2026, 10, 18, 8, 0), "11月18日 08:00"],
  [new Date(2025, 10, 25, 8, 0), "2025年11月25日 08:00"],
  [new Date(2026, 10, 25, 14, 3), "14:03"],
])("%s is told as %s", (at, label) => expect(timeLabel(at, now)).toBe(label));

test("a time stands above the first line, and after a pause of more than five minutes", () => {
  const at = (minute: number) => new Date(2026, 10, 25, 9, minute);
  expect(needsTime(null, at(0))).toBe(true);
  expect(needsTime(at(0), at(5))).toBe(false);
  expect(needsTime(at(0), at(6))).toBe(true);
});
