// Draws every figure of exhibit/cutout/figures/figures.toml with every face to OUTDIR/<figure>--<face>.svg.
// Usage: node tools/build_figures.js OUTDIR [RECIPES]
"use strict";

const fs = require("fs");
const path = require("path");
const React = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const { Face, FacialHair, Hair, SittingPose, StandingPose } = require("react-peeps/lib/peeps");

const RECIPES = path.join(__dirname, "..", "exhibit", "cutout", "figures", "figures.toml");
const POSES = { ...StandingPose, ...SittingPose };
const INK = "#000000";
const PAPER = "#ffffff";
// The library's third and fourth colours; a figure's `tint` says whether they become ink or paper.
const TINTS = { ink: INK, paper: PAPER };
const THIRD_COLOURS = /#(8fa7df|9fd8e5)/gi;
// Where the library itself puts head, face and beard, in drawing units; poses place themselves.
const HEAD_AT = [225, 0];
const FACE_AT = [159, 186];
const BEARD_AT = [123, 338];
// The neck, about which a head is made larger or smaller.
const NECK = [440, 540];
const VIEW_BOX = "-250 -200 2050 3250";
// What a seated pose sits on: left, right and upper edge in drawing units; it stands where the feet stand.
const SEATS = {
  CrossedLegs: { left: 110, right: 790, top: 1470 },
  ClosedLegBW: { left: -20, right: 790, top: 1690 },
  ClosedLegWB: { left: -20, right: 790, top: 1690 },
};
const LINE = 16;

/** The [[table]] arrays of a TOML file of plain strings and numbers; anything else is an error. */
function readRecipes(file) {
  const tables = { age: [], face: [], figure: [] };
  let row = null;
  fs.readFileSync(file, "utf8").split("\n").forEach((line, index) => {
    const header = line.match(/^\[\[(age|face|figure)\]\]$/);
    const value = line.match(/^(\w+) = ("[^"\\]*"|[0-9.]+)$/);
    if (header) tables[header[1]].push((row = {}));
    else if (value && row) row[value[1]] = JSON.parse(value[2]);
    else if (line.trim() && !line.startsWith("#")) throw new Error(`${file}:${index + 1} is not understood: ${line}`);
  });
  return tables;
}

/** The markup of one piece of the library. */
function drawPiece(pieces, name) {
  if (!pieces[name]) throw new Error(`react-peeps has no piece named ${name}.`);
  return renderToStaticMarkup(React.createElement(pieces[name], { strokeColor: INK, backgroundColor: PAPER }));
}

function group(transform, content) {
  return `<g transform="${transform}">${content}</g>`;
}

/** Left, top, right and bottom of what a markup of nested translations and absolute paths paints, in drawing units. */
function boxOf(markup) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const shifts = [[0, 0]];
  for (const [tag, close, attributes] of markup.matchAll(/<(\/?)(?:g|path)([^>]*)>/g)) {
    if (close) {
      if (tag === "</g>") shifts.pop();
      continue;
    }
    const [, dx, dy] = attributes.match(/transform="translate\(([-\d.e]+)[ ,]+([-\d.e]+)\)"/) || [0, 0, 0];
    const at = [shifts[shifts.length - 1][0] + Number(dx), shifts[shifts.length - 1][1] + Number(dy)];
    const d = attributes.match(/ d="([^"]*)"/);
    if (!d) shifts.push(at);
    else pointsOf(d[1]).forEach(([x, y]) => widen(box, x + at[0], y + at[1]));
  }
  return box;
}

function widen(box, x, y) {
  [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
}

/** Points along a path of the absolute commands M L C Q Z; curves at every sixteenth. */
function pointsOf(d) {
  const points = [];
  for (const [, command, rest] of d.matchAll(/([A-Za-z])([^A-DF-Za-df-z]*)/g)) {
    const size = { M: 2, L: 2, C: 6, Q: 4, Z: 0 }[command];
    if (size === undefined) throw new Error(`A piece uses the path command ${command}.`);
    const numbers = (rest.match(/-?\d*\.?\d+(?:e-?\d+)?/g) || []).map(Number);
    for (let i = 0; size && i + size <= numbers.length; i += size) points.push(...curve(points[points.length - 1], numbers.slice(i, i + size)));
  }
  return points;
}

function curve(start, numbers) {
  const ends = [start || numbers.slice(0, 2)];
  for (let i = 0; i < numbers.length; i += 2) ends.push([numbers[i], numbers[i + 1]]);
  if (ends.length === 2) return [ends[1]];
  return Array.from({ length: 16 }, (_, step) => casteljau(ends, (step + 1) / 16));
}

function casteljau(points, t) {
  while (points.length > 1) points = points.slice(1).map(([x, y], i) => [points[i][0] + t * (x - points[i][0]), points[i][1] + t * (y - points[i][1])]);
  return points[0];
}

/** The middle height of one subpath of absolute commands. */
function middleOf(subpath) {
  const numbers = subpath.match(/-?\d*\.?\d+(?:e-?\d+)?/g).map(Number);
  const heights = numbers.filter((_, index) => index % 2 === 1);
  return (Math.min(...heights) + Math.max(...heights)) / 2;
}

/** Keep the subpaths of a face whose middle passes `test`. */
function keepSubpaths(markup, test) {
  return markup.replace(/ d="([^"]*)"/g, (_, d) => {
    if (/[a-z]/.test(d.replace(/[ez]/g, "")) || /[AHVSQT]/.test(d)) throw new Error("A face uses commands other than M L C Z.");
    return ` d="${d.split(/(?=M)/).filter((subpath) => test(middleOf(subpath))).join("")}"`;
  });
}

// Noses and mouths have their middle below this height of the face, brows and eyes above it.
const NOSE_LINE = 90;

function drawFace(face) {
  if (!face.upper) return "";
  if (face.upper === face.lower) return drawPiece(Face, face.upper);
  const upper = keepSubpaths(drawPiece(Face, face.upper), (y) => y < NOSE_LINE);
  const lower = keepSubpaths(drawPiece(Face, face.lower), (y) => y >= NOSE_LINE);
  return upper + lower;
}

// The head without hair, in drawing units (left, crown, right, chin): what "heads tall" is measured with.
const HEAD = boxOf(group(`translate(${HEAD_AT})`, drawPiece(Hair, "Bald")));

/** How much the head is scaled about the neck so that this figure, standing, is as many heads tall as its age is. */
function headScale(figure, age, sole) {
  const drawnHeads = age.heads_tall * figure.stature_share;
  const [, crown, , chin] = HEAD;
  const scale = (sole - NECK[1]) / (drawnHeads * (chin - crown) - (NECK[1] - crown));
  if (!(scale > 0.6 && scale < 1.3)) throw new Error(`${figure.name}: a head scaled by ${scale} cannot be right; look at stature_share.`);
  return scale;
}

function drawHead(figure, face, scale) {
  const worn = [
    drawPiece(Hair, figure.hair),
    group(`translate(${FACE_AT})`, drawFace(face)),
    figure.beard ? group(`translate(${BEARD_AT})`, drawPiece(FacialHair, figure.beard)) : "",
  ];
  const [x, y] = NECK;
  return group(`matrix(${scale} 0 0 ${scale} ${x * (1 - scale)} ${y * (1 - scale)})`, group(`translate(${HEAD_AT})`, worn.join("")));
}

function drawBody(figure) {
  return drawPiece(POSES, figure.pose).replace(THIRD_COLOURS, figure.tint ? TINTS[figure.tint] : "$&");
}

/** A plain block, so that nobody sits on nothing. */
function drawSeat(pose, sole) {
  if (!SEATS[pose]) return "";
  const { left, right, top } = SEATS[pose];
  const frame = (inset) => `M${left + inset} ${top + inset}L${right - inset} ${top + inset}L${right - inset} ${sole - inset}L${left + inset} ${sole - inset}Z`;
  return `<path fill="${PAPER}" d="${frame(0)}"/><path fill="${INK}" fill-rule="evenodd" d="${frame(0)}${frame(LINE)}"/>`;
}

/** The head's box as an unpainted path: a board keeps it free of words, codes and folds. */
function headBox(scale) {
  const [left, right] = [HEAD[0], HEAD[2]].map((x) => (NECK[0] + (x - NECK[0]) * scale).toFixed(1));
  const [crown, chin] = [HEAD[1], HEAD[3]].map((y) => (NECK[1] + (y - NECK[1]) * scale).toFixed(1));
  return `<path id="head" fill="none" d="M${left} ${crown}L${right} ${crown}L${right} ${chin}L${left} ${chin}Z"/>`;
}

function drawFigure(figure, face, ages) {
  const age = ages.find((row) => row.name === figure.age_class);
  if (!age) throw new Error(`${figure.name}: there is no age named ${figure.age_class}.`);
  const body = drawBody(figure);
  const sole = boxOf(body)[3];
  const scale = headScale(figure, age, sole);
  const drawn = drawSeat(figure.pose, sole) + body + drawHead(figure, face, scale);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${VIEW_BOX}">${drawn}${headBox(scale)}</svg>\n`;
}

function main() {
  const [outdir, file] = process.argv.slice(2);
  if (!outdir) {
    console.error("Say where the drawings go: node tools/build_figures.js OUTDIR [RECIPES]");
    process.exit(2);
  }
  fs.mkdirSync(outdir, { recursive: true });
  const recipes = readRecipes(file || RECIPES);
  for (const figure of recipes.figure) {
    for (const face of recipes.face) {
      fs.writeFileSync(path.join(outdir, `${figure.name}--${face.name}.svg`), drawFigure(figure, face, recipes.age));
    }
  }
}

main();
