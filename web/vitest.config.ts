// Units run without a browser; what needs layout, focus or a network runs in e2e/.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/**/*.test.ts'], environment: 'happy-dom' } });
