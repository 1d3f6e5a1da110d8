import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Router } from 'wouter';
import { theme } from '../ui/theme';
import { SessionGate } from './SessionGate';

/** The whole client: theme, server state and routes around whoever is here. */
export function App() {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false } },
      }),
  );
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Router>
          <SessionGate />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
