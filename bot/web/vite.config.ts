import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const BUILT_FROM = ["package-lock.json", "vite.config.ts", "static/tokens.css", "src"];

/** The hash of all that the script is built from, by names and contents, in order of the names. */
function digest(): string {
  const files = BUILT_FROM.flatMap((path) =>
    path.includes(".")
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
  );
  const total = createHash("sha256");
  for (const file of files.sort()) {
    total.update(`${file}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return total.digest("hex");
}

/** Says at the head of the script what it was built from, so that a stale one is told without node. */
const signed: Plugin = {
  name: "signed",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === "chunk") file.code = `/* built from ${digest()} */\n${file.code}`;
    }
  },
};

const SCRIPTS: Record<string, { entry: string; name: string }> = {
  chat: { entry: "src/main.ts", name: "policyChat" },
  desk: { entry: "src/desk/main.ts", name: "policyDesk" },
};

/** `vite build --mode chat` or `--mode desk`: a script stands alone, so each is built by itself. */
export default defineConfig(({ mode }) => ({
  plugins: [signed],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: false,
    lib: {
      ...(SCRIPTS[mode] ?? SCRIPTS.chat),
      formats: ["iife" as const],
      fileName: () => `${mode}.js`,
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
}));
