import { GRADES, type Grade } from '@shaodao/domain/policy';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { GRADE_HINTS, GRADE_WORDS } from '../case/case-words.js';
import { textMax, titleMax } from '../case/text-limits.js';
import { CategorySelect } from '../category/category-select.js';
import { useDevicePlace } from '../grid-map/use-device-place.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useReportDraft } from './report-draft.js';
import { ReportPlace } from './report-place.js';
import { useReport } from './use-report.js';
import './report.css';

interface Fields {
  title: string;
  description: string;
  categoryCode: string;
  grade: Grade;
}

/** 报事: what, which kind, how pressing, where. */
export function ReportPage() {
  const navigate = useNavigate();
  const kept = useReportDraft(useSignedIn().actor.personId);
  const report = useReport(kept);
  const device = useDevicePlace();
  const { title, description, categoryCode, grade, gridId } = kept.draft;
  const [placeless, setPlaceless] = useState(false);

  const give = (fields: Fields): void => {
    const place = device.place !== null ? { location: device.place } : gridId === undefined ? null : { gridId };
    setPlaceless(place === null);
    if (place === null) return;
    report.mutate(
      { ...fields, title: fields.title.trim(), description: fields.description.trim(), place },
      { onSuccess: (snapshot) => void navigate(`/cases/${snapshot.id}`) },
    );
  };
  return (
    <>
      <h1>报事</h1>
      <Form<Fields>
        className="report"
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ title, description, categoryCode, grade }}
        onValuesChange={(changed: Partial<Fields>) => kept.change(changed)}
        onFinish={give}
      >
        <div>
          <Form.Item name="title" label="标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
            <Input maxLength={titleMax} placeholder="一句话说清什么事" />
          </Form.Item>
          <Form.Item name="description" label="情况" rules={[{ required: true, whitespace: true, message: '请填写情况' }]}>
            <Input.TextArea maxLength={textMax} autoSize={{ minRows: 4, maxRows: 12 }} />
          </Form.Item>
          <Form.Item name="categoryCode" label="类别" rules={[{ required: true, message: '请选择类别' }]}>
            <CategorySelect placeholder="选择类别" />
          </Form.Item>
          <Form.Item name="grade" label="等级" extra={GRADE_HINTS[grade]}>
            <Radio.Group
              optionType="button"
              buttonStyle="solid"
              options={GRADES.map((grade) => ({ value: grade, label: GRADE_WORDS[grade] }))}
            />
          </Form.Item>
        </div>
        <ReportPlace device={device} gridId={gridId} onChoose={(chosen) => kept.change({ gridId: chosen })} />
        <div className="report-end">
          {placeless && gridId === undefined && device.place === null && (
            <Alert type="error" showIcon role="alert" title="请选择网格或使用当前位置" />
          )}
          {report.isError && report.keptId === undefined && <ProblemAlert error={report.error} />}
          {report.keptId !== undefined && (
            <Alert
              type="info"
              showIcon
              role="alert"
              title="此前已经报上"
              description={<Link to={`/cases/${report.keptId}`}>查看已报的案件</Link>}
            />
          )}
          <Button type="primary" htmlType="submit" block loading={report.isPending}>
            提交报事
          </Button>
        </div>
      </Form>
    </>
  );
}
