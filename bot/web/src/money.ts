// Yuan in the form that people read. The gateway sends decimal strings, never floats.

export interface Sum {
  digits: string;
  unit: string;
}

/** 2800000 → 280 万元; 100000000 → 1 亿元; 1234.5 → 1234.5 元. No digit is lost. */
export function sum(yuan: string): Sum {
  const [whole = "0", fraction = ""] = yuan.split(".");
  if (whole.length > 8) return { digits: shifted(whole, fraction, 8), unit: "亿元" };
  if (whole.length > 4) return { digits: shifted(whole, fraction, 4), unit: "万元" };
  return { digits: shifted(whole, fraction, 0), unit: "元" };
}

export function inWords(yuan: string): string {
  const { digits, unit } = sum(yuan);
  return digits + unit;
}

function shifted(whole: string, fraction: string, places: number): string {
  const point = whole.length - places;
  const after = (whole.slice(point) + fraction).replace(/0+$/, "");
  return after ? `${whole.slice(0, point)}.${after}` : whole.slice(0, point);
}
