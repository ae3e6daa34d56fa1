import { keepsSomething } from '@shaodao/domain/register/rights';
import { Link } from 'react-router';
import { useSignedIn } from '../session/me.js';
import { ImportForm } from './import-form.js';
import { ImportHistory } from './import-history.js';
import { OfficeFiles } from './office-files.js';
import '../register/register.css';
import './import.css';

/** 导入导出: files in, tried first; how earlier ones went; templates and lists as files out. */
export function ImportPage() {
  const { actor } = useSignedIn();
  return (
    <div className="register">
      <Link className="back" to="/register">
        ‹ 登记
      </Link>
      <h1>导入导出</h1>
      {keepsSomething(actor) ? (
        <>
          <ImportForm />
          <ImportHistory />
        </>
      ) : (
        <p className="empty">您的席位不维护任何登记，不能导入；可以导出能查看的内容。</p>
      )}
      <OfficeFiles />
    </div>
  );
}
