import { Spin } from 'antd';
import { createBrowserRouter, isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { AssessmentPage } from './assessment/assessment-page.js';
import { BoardPage } from './board/board-page.js';
import { CallbackPage } from './callback/callback-page.js';
import { CaseListPage } from './case/case-list-page.js';
import { CasePage } from './case/case-page.js';
import { ReportPage } from './report/report-page.js';
import { RulesPage } from './rules/rules-page.js';
import { SignInPage } from './session/sign-in-page.js';
import { SignedIn } from './session/signed-in.js';

/** Addresses of the screens; a message links to `/cases/{id}`. */
export function makeRouter() {
  return createBrowserRouter([
    { path: '/sign-in', element: <SignInPage />, errorElement: <Broken /> },
    // For residents, who have a link and no account.
    { path: '/callback/:token', element: <CallbackPage />, errorElement: <Broken /> },
    // For those who were called, who may have a link and no account.
    { path: '/a/:id', errorElement: <Broken />, hydrateFallbackElement: <Opening />, lazy: async () => ({ Component: (await import('./task-card/task-card-page.js')).TaskCardPage }) },
    {
      path: '/',
      element: <SignedIn />,
      errorElement: <Broken />,
      hydrateFallbackElement: <Opening />,
      children: [
        { index: true, element: <CaseListPage /> },
        { path: 'cases/:id', element: <CasePage /> },
        { path: 'report', element: <ReportPage /> },
        { path: 'board', element: <BoardPage /> },
        { path: 'assessment', element: <AssessmentPage /> },
        { path: 'rules', element: <RulesPage /> },
        { path: 'activations', lazy: async () => ({ Component: (await import('./activation/activation-list-page.js')).ActivationListPage }) },
        { path: 'activations/new', lazy: async () => ({ Component: (await import('./activation/press-page.js')).PressPage }) },
        { path: 'activations/:id', lazy: async () => ({ Component: (await import('./activation/activation-page.js')).ActivationPage }) },
        { path: 'activations/:id/teams/:teamNo/qr', lazy: async () => ({ Component: (await import('./task-card/team-code-page.js')).TeamCodePage }) },
        { path: 'duty', lazy: async () => ({ Component: (await import('./duty/duty-page.js')).DutyPage }) },
        { path: 'imports', lazy: async () => ({ Component: (await import('./import/import-page.js')).ImportPage }) },
        { path: 'imports/:id', lazy: async () => ({ Component: (await import('./import/one-import-page.js')).OneImportPage }) },
        { path: 'routing', lazy: async () => ({ Component: (await import('./routing/routing-page.js')).RoutingPage }) },
        { path: 'register', lazy: async () => ({ Component: (await import('./register/register-page.js')).RegisterPage }) },
        { path: 'register/:list', lazy: async () => ({ Component: (await import('./register/list-page.js')).ListPage }) },
        { path: 'register/:list/entries/:key', lazy: async () => ({ Component: (await import('./register/entry-page.js')).EntryPage }) },
      ],
    },
  ]);
}

/** While the code of a page that is seldom used is on its way. */
function Opening() {
  return (
    <main className="page">
      <p className="loading" role="status">
        <Spin /> 正在打开…
      </p>
    </main>
  );
}

function Broken() {
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="page">
      <h1>{missing ? '没有这个页面' : '页面出错了'}</h1>
      {!missing && <p>请刷新重试；已提交的内容不受影响。</p>}
      <p>
        <Link className="back" to="/" reloadDocument>
          返回待办
        </Link>
      </p>
    </main>
  );
}
