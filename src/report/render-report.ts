import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReportData } from '../schema/report.ts';
import { ReportDocument } from './report-document.tsx';

/**
 * The whole report as one HTML file that needs no network and may make no request. All text of the data is escaped by
 * React; nothing of it becomes markup, script or style.
 */
export function renderReport(data: ReportData): string {
  return `<!doctype html>\n${renderToStaticMarkup(createElement(ReportDocument, { data }))}\n`;
}
