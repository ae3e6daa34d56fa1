import { Spin } from 'antd';
import { useMemo } from 'react';
import { useGrids } from '../grid-map/grid-queries.js';
import { GridSelect } from '../grid-map/grid-select.js';
import { LazyGridMap } from '../grid-map/lazy-grid-map.js';
import { PlaceButton } from '../grid-map/place-button.js';
import type { DevicePlace } from '../grid-map/use-device-place.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';

interface Where {
  device: DevicePlace;
  gridId: string | undefined;
  onChoose: (gridId: string | undefined) => void;
}

/** 地点: a grid from the list or the map, or where the device is; the last one chosen counts. */
export function ReportPlace({ device, gridId, onChoose }: Where) {
  const { actor } = useSignedIn();
  const grids = useGrids();
  const own = useMemo(() => (grids.data ?? []).filter((grid) => grid.code.startsWith(actor.areaCode)), [grids.data, actor]);
  const choose = (id: string | undefined): void => {
    device.forget();
    onChoose(id);
  };
  const chosen = device.place === null ? grids.data?.find((grid) => grid.id === gridId) : undefined;
  return (
    <div className="report-place" role="group" aria-label="地点">
      <div className="ant-form-item">
        <label htmlFor="report-grid">网格（在列表或地图上选）</label>
        <GridSelect
          id="report-grid"
          value={device.place === null ? gridId : undefined}
          onChange={choose}
          placeholder={device.place === null ? '按名称、社区或编码查找' : '按当前位置确定'}
          allowClear
        />
      </div>
      <PlaceButton device={device} />
      {grids.isError && <ProblemAlert error={grids.error} onRetry={() => void grids.refetch()} />}
      {grids.isPending && (
        <p className="map loading" role="status">
          <Spin /> 正在读取网格…
        </p>
      )}
      {grids.isSuccess && (
        <LazyGridMap
          grids={grids.data}
          chosenId={chosen?.id}
          onChoose={choose}
          place={device.place}
          firstView={own}
        />
      )}
      <p className="chosen" role="status">
        {chosen === undefined ? '' : `已选：${chosen.subdistrictName} ${chosen.communityName} ${chosen.name}`}
      </p>
    </div>
  );
}
