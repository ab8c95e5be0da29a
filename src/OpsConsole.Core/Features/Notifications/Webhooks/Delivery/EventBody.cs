using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>What a target is told of an event: who did what to which object. Never the payload, so no prompt, no output and no secret.</summary>
internal static class EventBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(AuditEvent from, Uri? consoleUrl) => JsonSerializer.Serialize(
        new
        {
            id = from.EventId,
            action = from.Action,
            at = from.At,
            @object = new { kind = from.ObjectKind, key = from.ObjectKey },
            prompt = from.PromptKey,
            actor = new { name = from.ActorName, kind = from.ActorKind.ToString().ToLowerInvariant() },
            outcome = from.Outcome.ToString().ToLowerInvariant(),
            reason = from.Reason,
            link = Link(AuditPaths.Of(from.ObjectKind, from.ObjectKey, from.PromptKey), consoleUrl),
        },
        Options);

    private static string? Link(string? path, Uri? consoleUrl) => path is null || consoleUrl is null ? path : consoleUrl.AbsoluteUri.TrimEnd('/') + path;
}
