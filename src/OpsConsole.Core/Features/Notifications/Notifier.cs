using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;

namespace OpsConsole.Core.Features.Notifications;

/// <summary>Tells people, in the save of the change that they are told of.</summary>
/// <param name="Topic">What it is about, e.g. <c>REL-0148:requested</c>; nobody hears twice of one topic while the first is unread.</param>
/// <param name="Href">A path within the console.</param>
public sealed record Notice(string Topic, string Title, string Href);

public sealed class Notifier(TimeProvider clock)
{
    /// <summary>Everybody who has signed in with one of the roles, but for <paramref name="except"/>.</summary>
    public async Task ToRolesAsync(OpsDbContext context, IReadOnlyCollection<Role> roles, Notice notice, IReadOnlyCollection<string> except, CancellationToken cancellationToken)
    {
        var people = await context.People.AsNoTracking().ToListAsync(cancellationToken);
        await ToPeopleAsync(context, [.. people.Where(person => person.Roles.Any(roles.Contains) && !except.Contains(person.Id)).Select(person => person.Id)], notice, cancellationToken);
    }

    public async Task ToPeopleAsync(OpsDbContext context, IReadOnlyCollection<string> people, Notice notice, CancellationToken cancellationToken)
    {
        var told = await context.Notifications
            .Where(row => row.Topic == notice.Topic && row.ReadAt == null && people.Contains(row.PersonId))
            .Select(row => row.PersonId)
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        context.Notifications.AddRange(people.Distinct().Except(told).Select(person => new Notification
        {
            PersonId = person,
            Topic = notice.Topic,
            Title = notice.Title,
            Href = notice.Href,
            At = now,
        }));
    }
}
