/** The import rules of docs/architecture.md. A rule that is only prose loses; these fail the build. */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "platform-knows-nothing-of-ours",
      severity: "error",
      from: { path: "^src/platform/" },
      to: { path: "^src/", pathNot: "^src/(platform|generated)/" },
    },
    {
      name: "live-knows-no-module",
      comment: "The live engine carries any event; modules declare theirs.",
      severity: "error",
      from: { path: "^src/live/" },
      to: { path: "^src/(modules|trpc|server|app|components)/" },
    },
    {
      name: "modules-meet-at-the-front",
      comment:
        "A module knows another only by its queries, policy, events, schema, views and how its text reads (and who acts, how to notify, what is written down, how to hide, which jobs there are to ask for, and what publishing does within a transaction).",
      severity: "error",
      from: { path: "^src/modules/([^/]+)/" },
      to: {
        path: "^src/modules/",
        pathNot: [
          "^src/modules/$1/",
          "^src/modules/[^/]+/(queries|policy|events|schema|slug|views|markdown|actor|auth-client|notify|jobs|publication|clock|audit|hide)\\.ts$",
          "^src/modules/[^/]+/ui/",
          "^src/modules/member/auth\\.ts$",
        ],
      },
    },
    {
      name: "only-queries-and-commands-touch-the-database",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          "^src/platform/",
          "^src/generated/",
          "^src/modules/[^/]+/(queries|commands|jobs|auth|notify|store)\\.ts$",
          "^src/jobs/",
          "^src/live/(outbox|log)\\.ts$",
          "^src/server/(start|health)\\.ts$",
        ],
      },
      to: { path: "^src/platform/db\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-browser-gets-no-server-code",
      severity: "error",
      from: { path: ["^src/modules/[^/]+/ui/", "^src/components/", "^src/live/browser/", "^src/trpc/react\\.tsx$"] },
      to: {
        path: [
          "^src/platform/(db|env|log)\\.ts$",
          "^src/server/",
          "^src/modules/[^/]+/(queries|commands|router|auth)\\.ts$",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "components-know-no-domain",
      severity: "error",
      from: { path: "^src/components/" },
      to: { path: "^src/(modules|live|trpc|server|app)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};
