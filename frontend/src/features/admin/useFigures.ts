import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTopic } from '../../realtime/useTopic';
import { figuresMeasured, type FiguresMeasured } from './adminApi';
import { keptMillis, withFrame, type Sample } from './figures';

const samplesKey = ['figures'];

/** What was measured in the last five minutes, also while one looked at another page for a while. */
export function useFigures() {
  const queries = useQueryClient();
  const { data: samples = [] } = useQuery<readonly Sample[]>({
    queryKey: samplesKey,
    queryFn: skipToken,
    gcTime: keptMillis,
  });
  const [last, setLast] = useState<{ frame: FiguresMeasured; heardAt: number } | null>(null);
  const isRefused = useTopic('/topic/admin/figures', figuresMeasured, (frame) => {
    queries.setQueryData<readonly Sample[]>(samplesKey, (known = []) => withFrame(known, frame));
    setLast({ frame, heardAt: Date.now() });
  });
  return { samples, last, isRefused };
}
