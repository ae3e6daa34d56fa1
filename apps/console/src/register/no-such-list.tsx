import { Link } from 'react-router';

export function NoSuchList() {
  return (
    <>
      <h1>没有这张表</h1>
      <Link className="back" to="/register">
        ‹ 登记
      </Link>
    </>
  );
}
