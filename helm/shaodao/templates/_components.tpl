{{/*
The processes: how each is started, what it speaks to (`uses`), and how long it needs to stop.
The migrate Job stands beside them because policies and environment are made the same way.
*/}}
{{- define "shaodao.components" -}}
gateway:
  command: [node, apps/gateway/dist/main.js]
  uses: [nats, attachments]
  preStopSeconds: 5
  shutdownSeconds: 20
registry:
  command: [node, apps/registry/dist/main.js]
  uses: [nats, database, attachments]
  preStopSeconds: 5
  shutdownSeconds: 20
dispatch:
  command: [node, apps/dispatch/dist/main.js]
  uses: [nats, database, temporal, attachments]
  preStopSeconds: 5
  shutdownSeconds: 20
notification:
  command: [node, apps/notification/dist/main.js]
  uses: [nats, database, channels]
  preStopSeconds: 5
  shutdownSeconds: 20
assessment:
  command: [node, apps/assessment/dist/main.js]
  uses: [nats, database]
  preStopSeconds: 5
  shutdownSeconds: 20
worker:
  command: [node, workflows/dist/worker.js]
  uses: [nats, temporal]
  preStopSeconds: 0
  shutdownSeconds: 60
{{- end }}

{{- define "shaodao.migrate" -}}
command: [node, apps/migrate/dist/main.js]
uses: [database]
preStopSeconds: 0
shutdownSeconds: 20
{{- end }}
