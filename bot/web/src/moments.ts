// When something was said, as chats tell it: only after a pause, and only as exactly as needed.

import { words } from "./words";

const GAP = 5 * 60_000; // ms
const DAY = 24 * 3600_000;

/** Whether a line said at `at` needs its time above it, the line before being of `before`. */
export function needsTime(before: Date | null, at: Date): boolean {
  return before === null || at.getTime() - before.getTime() > GAP;
}

/** 09:30 · 昨天 09:30 · 星期三 09:30 · 11月3日 09:30 · 2025年11月3日 09:30, in local time. */
export function timeLabel(at: Date, now: Date): string {
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days <= 0) return time;
  if (days === 1) return `${words.yesterday} ${time}`;
  if (days < 7) return `${words.weekdays[at.getDay()]} ${time}`;
  const year = at.getFullYear() === now.getFullYear() ? "" : `${at.getFullYear()}年`;
  return `${year}${at.getMonth() + 1}月${at.getDate()}日 ${time}`;
}

const two = (number: number): string => String(number).padStart(2, "0");

const midnight = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
