// Draws every figure of exhibit/cutout/figures/figures.toml with every face to OUTDIR/<figure>--<face>.svg.
// Usage: node tools/build_figures.js OUTDIR
"use strict";

const fs = require("fs");
const path = require("path");
const React = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const { Hair, Face, StandingPose } = require("react-peeps/lib/peeps");

const RECIPES = path.join(__dirname, "..", "exhibit", "cutout", "figures", "figures.toml");
const INK = "#000000";
const PAPER = "#ffffff";
// Where the library itself puts head and face, in drawing units; poses place themselves.
const HEAD_AT = [225, 0];
const FACE_AT = [159, 186];
// The neck, about which a child's head is enlarged.
const NECK = [440, 540];
const VIEW_BOX = "-250 -150 1400 3150";

/** The [[table]] arrays of a TOML file of plain strings and numbers; anything else is an error. */
function readRecipes(text) {
  const tables = { face: [], figure: [] };
  let row = null;
  text.split("\n").forEach((line, index) => {
    const header = line.match(/^\[\[(face|figure)\]\]$/);
    const value = line.match(/^(\w+) = ("[^"\\]*"|[0-9.]+)$/);
    if (header) tables[header[1]].push((row = {}));
    else if (value && row) row[value[1]] = JSON.parse(value[2]);
    else if (line.trim() && !line.startsWith("#")) throw new Error(`${RECIPES}:${index + 1} is not understood: ${line}`);
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

function drawHead(figure, face) {
  const [x, y] = NECK;
  const k = figure.head_scale;
  const pieces = drawPiece(Hair, figure.hair) + group(`translate(${FACE_AT})`, drawFace(face));
  return group(`matrix(${k} 0 0 ${k} ${x * (1 - k)} ${y * (1 - k)})`, group(`translate(${HEAD_AT})`, pieces));
}

function drawFigure(figure, face) {
  const body = drawPiece(StandingPose, figure.pose);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${VIEW_BOX}">${body}${drawHead(figure, face)}</svg>\n`;
}

function main() {
  const outdir = process.argv[2];
  if (!outdir) {
    console.error("Say where the drawings go: node tools/build_figures.js OUTDIR");
    process.exit(2);
  }
  fs.mkdirSync(outdir, { recursive: true });
  const recipes = readRecipes(fs.readFileSync(RECIPES, "utf8"));
  for (const figure of recipes.figure) {
    for (const face of recipes.face) {
      fs.writeFileSync(path.join(outdir, `${figure.name}--${face.name}.svg`), drawFigure(figure, face));
    }
  }
}

main();
