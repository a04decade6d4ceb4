# token-service, and the console in it: docker build -f docker/token-service.Dockerfile -t portcullis/token-service .
# What it is told, docs/configuration.md says; it keeps nothing but what CHECKPOINT_KEY_FILE and CHECKPOINT_ANCHOR_FILE name.
FROM node:24-bookworm-slim AS build
WORKDIR /portcullis
COPY . .
# No install script is of use here: neither the tests' PostgreSQL nor the Node that comes along elsewhere.
RUN npm ci --ignore-scripts && npx tsc -b apps/token-service && npx vite build apps/admin-console --config apps/admin-console/vite.config.ts
# What it runs on, and nothing that it was made with.
RUN rm -rf node_modules && npm ci --ignore-scripts --omit=dev --workspace=@portcullis/token-service \
 && find apps libs -name src -type d -prune -exec rm -rf {} + && rm -rf apps/cli apps/inventory-public-api

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /portcullis
COPY --from=build /portcullis/package.json ./
COPY --from=build /portcullis/node_modules node_modules
COPY --from=build /portcullis/libs libs
COPY --from=build /portcullis/apps apps
USER node
EXPOSE 4100
HEALTHCHECK --interval=10s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.TOKEN_SERVICE_PORT ?? 4100}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/token-service/dist/main.js"]
