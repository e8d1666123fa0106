import type { Place, Position } from '../diagnostics/place.js';
import { locate, type Compiled } from '../pipeline.js';
import { describeEdge, type Edge, type Path } from '../query/edge.js';
import type { Explanation } from '../query/explain.js';
import { placesOfWhy, why } from '../query/why.js';
import type { Derivation, Step, Way, Where, WhyReport } from '../render/why-report.js';

/** Every derivation of a cell in words, with the lines that say so. */
export async function whyReport(compiled: Compiled, subject: string, permission: string, resource: string): Promise<WhyReport> {
  const { site, matrix, tree, asOf } = compiled;
  const found = why(site, matrix, subject, permission, resource);
  const position = await locate(tree, placesOfWhy(found));
  return {
    version: 1,
    asOf,
    subject,
    resource,
    verdict: found.verdict ?? null,
    ...derivation(found.explanation, position),
    missing: found.missing.map(({ text, at }) => ({ text, ...where(at, position) })),
    administrators: found.administrators,
  };
}

type Locate = (place: Place) => Position;

function derivation({ permission, paths, gate, prerequisite }: Explanation, position: Locate): Derivation {
  return {
    permission,
    ways: paths.map((path) => way(path, position)),
    ...(gate === undefined ? {} : { gate: { needs: gate.needs, ways: gate.paths.map((path) => way(path, position)) } }),
    ...(prerequisite === undefined ? {} : { prerequisite: derivation(prerequisite, position) }),
  };
}

function way({ edges, condition, until }: Path, position: Locate): Way {
  return {
    steps: edges.map((edge) => step(edge, position)),
    ...(condition === undefined ? {} : { condition }),
    ...(until === undefined ? {} : { until }),
  };
}

function step(edge: Edge, position: Locate): Step {
  return { what: describeEdge(edge), ...(edge.until === undefined ? {} : { until: edge.until }), ...where(edge.at, position) };
}

function where(at: Place | undefined, position: Locate): { readonly where?: Where } {
  if (at === undefined) return {};
  const { file, line, column } = position(at);
  return { where: { file, line, column } };
}
