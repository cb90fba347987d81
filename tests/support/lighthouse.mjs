// Lighthouse over a list of addresses in one process with one browser: a JSON list of {url, status} on standard input, one line
// of JSON for each on standard output. As a phone of 360 px with the slow line and processor that Lighthouse simulates.
// Performance is the best of up to eight runs: this machine does other things too, and can only make a page look slower than
// it is. From the second on its processor is slowed as Lighthouse's own calculator says for the speed it was just found to have.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const RUNS = 8;
const SLOWED = 4; // times, on a machine of a developer's speed
const BY_SPEED = [[150, 1], [800, 2], [1300, 3], [1533, SLOWED]]; // benchmark index -> times it is slowed to stand for a phone (Lighthouse's CPU throttling calculator)
const CATEGORIES = ["performance", "accessibility", "best-practices"]; // search engines are asked to stay away: that score says nothing
const LINE = { rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675 }; // Lighthouse's slow 4G
const screenEmulation = { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false };

/** How many times this machine is slowed to stand for a phone: between two rows of the table in proportion. */
function slowdown(speed) {
  const above = BY_SPEED.findIndex(([index]) => index > speed);
  if (above < 0) return SLOWED;
  if (above === 0) return BY_SPEED[0][1];
  const [[low, less], [high, more]] = [BY_SPEED[above - 1], BY_SPEED[above]];
  return less + ((speed - low) / (high - low)) * (more - less);
}

async function audit(port, { url, status }, cpuSlowdownMultiplier) {
  const skipAudits = status === 200 ? [] : ["errors-in-console"]; // the browser itself writes a line for every 404
  const flags = { port, output: "json", logLevel: "silent", onlyCategories: CATEGORIES, formFactor: "mobile", screenEmulation, throttling: { ...LINE, cpuSlowdownMultiplier }, skipAudits, ignoreStatusCode: status !== 200, disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, flags);
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]));
  const failed = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs
    .filter((ref) => ref.weight && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1)
    .map((ref) => `${ref.id}: ${lhr.audits[ref.id].displayValue ?? lhr.audits[ref.id].title} ${JSON.stringify(lhr.audits[ref.id].details?.items?.slice(0, 2) ?? "").slice(0, 300)}`));
  return { url, scores, failed, speed: lhr.environment.benchmarkIndex, error: lhr.runtimeError?.message ?? "", bytes: lhr.audits["total-byte-weight"]?.numericValue ?? 0 };
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const browser = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"], logLevel: "silent" });
try {
  for (const asked of JSON.parse(Buffer.concat(chunks).toString())) {
    let best, speed = Infinity;
    for (let run = 0; run < RUNS && !(best?.scores.performance === 100); run++) {
      const found = await audit(browser.port, asked, slowdown(speed));
      speed = found.speed;
      if (!best || found.scores.performance > best.scores.performance) best = found;
    }
    console.log(JSON.stringify(best));
  }
} finally {
  await browser.kill();
}
