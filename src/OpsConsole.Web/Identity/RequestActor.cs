using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>Who acts in an HTTP request: an endpoint takes it as a parameter.</summary>
public sealed record RequestActor(Actor Value)
{
    public static ValueTask<RequestActor?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.User.ToActor() is { } actor ? new RequestActor(actor) : null);

    public static implicit operator Actor(RequestActor actor) => actor.Value;

    public Actor ToActor() => Value;
}
