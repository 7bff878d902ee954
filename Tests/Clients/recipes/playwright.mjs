// Stands in for '@playwright/test', which cannot be installed where the tests run: the configuration is handed through,
// and a fixture is the plain function that Playwright would call.
export const defineConfig = (config) => config;
export const expect = undefined;
export const test = { extend: (fixtures) => fixtures };
