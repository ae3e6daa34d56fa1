{{/* 44 characters at most: "-migrate-" and a hash still fit the 63 of a name. */}}
{{- define "shaodao.fullname" -}}
{{- $name := .Release.Name -}}
{{- if not (contains .Chart.Name $name) }}{{ $name = printf "%s-%s" $name .Chart.Name }}{{ end -}}
{{- if gt (len $name) 44 }}{{ $name = printf "%s-%s" ($name | trunc 37 | trimSuffix "-") ($name | sha256sum | trunc 6) }}{{ end -}}
{{- $name -}}
{{- end }}

{{/* What never changes in the life of a release. */}}
{{- define "shaodao.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "shaodao.labels" -}}
{{ include "shaodao.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: shaodao
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") }}
{{- end }}

{{/* registry/repository@digest, or :tag without a digest. */}}
{{- define "shaodao.image" -}}
{{- $image := .Values.image -}}
{{- $path := $image.repository -}}
{{- with .Values.global.imageRegistry }}{{ $path = printf "%s/%s" (trimSuffix "/" .) $path }}{{ end -}}
{{- if $image.digest }}{{ printf "%s@%s" $path $image.digest }}{{ else }}{{ printf "%s:%s" $path ($image.tag | default .Chart.AppVersion) }}{{ end -}}
{{- end }}

{{- define "shaodao.pullSecrets" -}}
{{- with .Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ .name }}
  {{- end }}
{{- end }}
{{- end }}
