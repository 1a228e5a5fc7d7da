// How long somebody waits or speaks.

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** 45秒 · 3分钟 · 1小时05分 · 2天 */
export function waitingWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return `${whole}秒`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}分钟`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)}小时${two((whole % HOUR) / MINUTE)}分`;
  return `${Math.floor(whole / DAY)}天`;
}

/** 00:05 · 12:30 · 1:02:30 */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = whole >= HOUR ? `${Math.floor(whole / HOUR)}:` : "";
  return `${hours}${two((whole % HOUR) / MINUTE)}:${two(whole % MINUTE)}`;
}

const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
