# Built in one image, run in a smaller one: compilers stay behind.
FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY src ./src
# Installs as the lock file says, compiles the database driver where there is no ready one, and builds dist/
# (the package's `prepare`).
RUN npm ci
# The content is checked before it is shipped.
COPY flows ./flows
COPY intents ./intents
COPY data ./data
RUN npm run verify:content
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/flows ./flows
COPY --from=build /app/intents ./intents
COPY --from=build /app/data ./data
# The only place that is written to: the database, and what was learned from the content. The volume takes over the
# folder's owner.
RUN mkdir var && chown node:node var
VOLUME /app/var
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli/firstline.js", "start"]
