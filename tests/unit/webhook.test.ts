import { describe, expect, test } from "vitest";
import { verifyWebhook, WebhookError } from "@/client/webhook";
import { postOutside } from "@/modules/webhook/post";
import { newSecret, signedHeaders } from "@/modules/webhook/signature";
import { isPublic } from "@/platform/public-address";

const now = 1_614_265_330_000;
const secret = newSecret();
const body = '{"type":"webhook.test","timestamp":"2026-01-01T00:00:00.000Z","data":{"endpoint":"é","url":"x"}}';
const message = { id: "m1", timestamp: now / 1_000, body };
const headers = signedHeaders(message, [secret]);

describe("a signature", () => {
  test("is what the standard's own example says", () => {
    const signed = signedHeaders(
      { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' },
      ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    );
    expect(signed["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  test("is accepted with headers of either kind, and one of several secrets", async () => {
    expect(await verifyWebhook(secret, headers, body, { now })).toEqual(JSON.parse(body));
    expect(await verifyWebhook(secret, new Headers(headers), new TextEncoder().encode(body), { now })).toEqual(
      JSON.parse(body),
    );
    expect(await verifyWebhook([newSecret(), secret], headers, body, { now })).toEqual(JSON.parse(body));
    const both = signedHeaders(message, [newSecret(), secret]);
    expect(await verifyWebhook(secret, both, body, { now })).toEqual(JSON.parse(body));
  });

  test.each<[string, Parameters<typeof verifyWebhook>]>([
    ["another body", [secret, headers, `${body} `, { now }]],
    ["another secret", [newSecret(), headers, body, { now }]],
    ["another id", [secret, { ...headers, "webhook-id": "m2" }, body, { now }]],
    ["another time", [secret, { ...headers, "webhook-timestamp": String(now / 1_000 + 1) }, body, { now }]],
    ["a message from before the last five minutes", [secret, headers, body, { now: now + 301_000 }]],
    ["a message from the future", [secret, headers, body, { now: now - 301_000 }]],
    ["a time that is none", [secret, { ...headers, "webhook-timestamp": "1e9" }, body, { now }]],
    ["no signature", [secret, { ...headers, "webhook-signature": undefined }, body, { now }]],
    ["an empty one", [secret, { ...headers, "webhook-signature": "v1," }, body, { now }]],
    ["one that is not base64", [secret, { ...headers, "webhook-signature": "v1,%%%" }, body, { now }]],
    [
      "one of another version",
      [secret, { ...headers, "webhook-signature": headers["webhook-signature"]?.replace("v1", "v2") }, body, { now }],
    ],
    ["a secret that is none", ["secret", headers, body, { now }]],
  ])("is refused: %s", async (_, given) => {
    await expect(verifyWebhook(...given)).rejects.toThrow(WebhookError);
  });
});

describe("the open internet", () => {
  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80f::200e"])(
    "%s is part of it",
    (address) => expect(isPublic(address)).toBe(true),
  );

  test.each([
    "0.0.0.0",
    "10.255.255.255",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378::",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "ff02::1",
    "localhost",
    "",
  ])("%s is not", (address) => expect(isPublic(address)).toBe(false));

  test("a name that leads into our own network is not connected to", async () => {
    const posted = await postOutside(new URL("https://localhost:1/"), {
      headers: {},
      body: "{}",
      signal: AbortSignal.timeout(30_000),
    });
    expect(posted).toMatchObject({ status: null, error: "Its address is not on the open internet." });
  });
});
