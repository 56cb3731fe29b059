# Inkwire with production dependencies, for a PostgreSQL that exists: DATABASE_URL, AUTH_SECRET and APP_URL must be set (see
# .env.example). The embedded PostgreSQL is not in this image.

FROM node:22-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json ./
# Scripts would only download Prisma's engines and set up the embedded PostgreSQL; neither is used here.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run generate && npm run build && rm -rf .next/cache && mkdir -p public
# Next would compile next.config.ts at each start, for which the image would need its compiler of 100 MB and more.
RUN node_modules/.bin/esbuild next.config.ts --format=esm --outfile=next.config.mjs

FROM base AS dependencies
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional --no-audit --no-fund
# The one optional package that production needs: sharp's image library for this platform.
COPY --from=build /app/node_modules/@img ./node_modules/@img

FROM base
ENV NODE_ENV=production
COPY package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/next.config.mjs ./
COPY --from=build /app/public ./public
# Schema and migrations are applied at the start; the demo stories are read from here.
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/dist ./dist
# Next keeps what it caches at run time in here.
COPY --from=build --chown=node:node /app/.next ./.next

USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# Node itself is process 1 and so gets SIGTERM: streams are told to come back, requests finish, then it exits with 0.
CMD ["node", "--enable-source-maps", "dist/server.mjs"]
