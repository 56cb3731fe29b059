import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { definitions, excluded, openApi } from "@/server/openapi";

const document = JSON.parse(openApi());

test("every procedure is described, or left out by name", () => {
  const described = Object.keys(document.paths).map((path) => path.replace("/api/trpc/", ""));
  const all = definitions().map(([path]) => path);
  expect([...described, ...excluded.keys()].sort()).toEqual(all.sort());
});

test("methods, inputs and answers are those of the procedures", () => {
  expect(document.paths["/api/trpc/story.feed"].get).toMatchObject({
    operationId: "story.feed",
    "x-scope": "read",
    parameters: [{ name: "input", in: "query", content: { "application/json": { schema: { type: "object" } } } }],
  });
  const { post } = document.paths["/api/trpc/story.create"];
  expect(post.requestBody.content["application/json"].schema.required).toEqual(["title"]);
  expect(
    post.responses["200"].content["application/json"].schema.properties.result.properties.data.properties,
  ).toHaveProperty("slug");
  expect(document.paths["/api/trpc/story.publish"].post["x-scope"]).toBe("publish");
  expect(document.paths["/api/trpc/story.onPublished"].get.responses["200"].content).toHaveProperty(
    "text/event-stream",
  );
});

test("it is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(document);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});
