import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a gateway started by `npm start` listens; only the development server asks it. */
const GATEWAY = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Old phones in web views of office apps; MapLibre 6 asks for WebGL2 in any case.
    target: ['chrome103', 'safari16'],
    // antd and MapLibre are each one big library and already apart from each other.
    chunkSizeWarningLimit: 1_600,
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: GATEWAY, changeOrigin: true } } },
});
