import { createBrowserRouter, isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { AssessmentPage } from './assessment/assessment-page.js';
import { BoardPage } from './board/board-page.js';
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
    {
      path: '/',
      element: <SignedIn />,
      errorElement: <Broken />,
      children: [
        { index: true, element: <CaseListPage /> },
        { path: 'cases/:id', element: <CasePage /> },
        { path: 'report', element: <ReportPage /> },
        { path: 'board', element: <BoardPage /> },
        { path: 'assessment', element: <AssessmentPage /> },
        { path: 'rules', element: <RulesPage /> },
      ],
    },
  ]);
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
