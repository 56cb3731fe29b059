import { parser } from "@prometheus-io/lezer-promql";

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Metric {
  type: string;
  samples: Sample[];
}

const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/y;

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  while (labelPair.lastIndex < text.length) {
    const match = labelPair.exec(text);
    if (!match?.[1]) throw new Error(`no labels: ${text}`);
    if (match[1] in labels) throw new Error(`a label twice: ${text}`);
    labels[match[1]] = match[2] ?? "";
  }
  return labels;
}

const numberOf = (text: string) =>
  text === "+Inf" || text === "-Inf" ? Number(text.replace("Inf", "Infinity")) : text === "NaN" ? NaN : Number(text);

/**
 * Reads Prometheus' text format as strictly as `promtool check metrics`.
 * @throws where it would complain: a sample without HELP and TYPE, a counter that does not end in _total or falls below 0, a
 * series twice, a histogram whose buckets do not grow to +Inf and its count.
 */
export function parseMetrics(text: string): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  const helped = new Set<string>();
  const series = new Set<string>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, keyword, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword && name && rest) {
      if (keyword === "HELP") helped.add(name);
      else if (metrics.has(name)) throw new Error(`TYPE twice: ${name}`);
      else metrics.set(name, { type: rest, samples: [] });
      continue;
    }
    const [, sampleName = "", labels = "", value = ""] = sampleLine.exec(line) ?? [];
    if (!sampleName) throw new Error(`not a line of the format: ${line}`);
    const base = metrics.has(sampleName) ? sampleName : sampleName.replace(/_(bucket|sum|count)$/, "");
    const metric = metrics.get(base);
    if (!metric || !helped.has(base)) throw new Error(`no HELP and TYPE before: ${line}`);
    if (!/^-?\d/.test(value) && !/^(NaN|[+-]?Inf)$/.test(value)) throw new Error(`no number: ${line}`);
    const key = `${sampleName}{${labels}}`;
    if (series.has(key)) throw new Error(`a series twice: ${key}`);
    series.add(key);
    metric.samples.push({ name: sampleName, labels: labelsOf(labels), value: numberOf(value) });
  }
  for (const [name, { type, samples }] of metrics) {
    if (type === "counter") {
      if (!name.endsWith("_total")) throw new Error(`a counter that does not end in _total: ${name}`);
      if (samples.some(({ value }) => !(value >= 0))) throw new Error(`a counter below 0: ${name}`);
    }
    if (type === "histogram") checkHistogram(name, samples);
  }
  return metrics;
}

function checkHistogram(name: string, samples: Sample[]): void {
  const of = (suffix: string) => samples.filter((sample) => sample.name === `${name}_${suffix}`);
  const groupOf = ({ labels: { le: _, ...labels } }: Sample) => JSON.stringify(labels);
  const buckets = group(of("bucket"), groupOf);
  for (const count of of("count")) {
    const own = buckets.get(groupOf(count)) ?? [];
    const grow = own.every(({ value }, index) => value >= (own[index - 1]?.value ?? 0));
    const last = own.at(-1);
    if (!grow || last?.labels.le !== "+Inf" || last.value !== count.value) throw new Error(`buckets of ${name}`);
  }
}

function group<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

export interface Asked {
  metric: string;
  /** Labels that it is chosen by. */
  labels: string[];
}

/**
 * What a PromQL expression asks for.
 * @throws when it is none.
 */
export function askedBy(expression: string): { selectors: Asked[]; groupedBy: string[] } {
  const selectors: Asked[] = [];
  const groupedBy: string[] = [];
  let isInGrouping = false;
  parser.parse(expression).iterate({
    enter({ type, name, from, to }) {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`not PromQL at ${from}: ${expression}`);
      if (name === "VectorSelector") selectors.push({ metric: "", labels: [] });
      if (name === "GroupingLabels") isInGrouping = true;
      const selector = selectors.at(-1);
      if (name === "Identifier" && selector && !selector.metric) selector.metric = text;
      if (name === "LabelName") (isInGrouping ? groupedBy : (selector?.labels ?? [])).push(text);
    },
    leave({ name }) {
      if (name === "GroupingLabels") isInGrouping = false;
    },
  });
  return { selectors, groupedBy };
}
