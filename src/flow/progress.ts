/** How far a long step is; `total` is null while nobody knows. */
export type ProgressEvent = {
  phase: 'read' | 'import' | 'place' | 'identify' | 'detect' | 'weigh';
  item: string;
  done: number;
  total: number | null;
  unit: 'bytes' | 'files' | 'records' | 'detections' | 'people';
};

export type Progress = (event: ProgressEvent) => void;
