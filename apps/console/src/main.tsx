import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './console.css';
import { makeQueryClient } from './http/query-client.js';
import { makeRouter } from './routes.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      locale={zhCN}
      // antd would write 签 收; people and screen readers read words.
      button={{ autoInsertSpace: false }}
      theme={{
        token: {
          colorPrimary: '#0b4a8f',
          // antd's own hover is too pale to read.
          colorLink: '#0b4a8f',
          colorLinkHover: '#083a72',
          colorLinkActive: '#083a72',
          colorError: '#a81c1c',
          colorErrorBg: '#fdeaea',
          colorErrorBorder: '#d98a8a',
          colorTextDescription: '#4a5866',
          colorTextPlaceholder: '#5b6875',
          fontSize: 16,
          // Thumbs: no target below 44 px.
          controlHeight: 44,
          controlHeightSM: 44,
          borderRadius: 6,
          fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
          motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
        },
        // Its track takes 2 px on both sides.
        components: { Segmented: { controlHeight: 48 } },
      }}
    >
      <App>
        <QueryClientProvider client={makeQueryClient()}>
          <RouterProvider router={makeRouter()} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
);
