using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.People.Model;

/// <summary>
/// Somebody who has signed in, with the roles of the newest sign-in. A session carries the roles of its own sign-in; a decision takes only what
/// both still hold, so that a role that was taken away is gone at once.
/// </summary>
public sealed class Person
{
    /// <summary>The directory's id of the person, as in <see cref="Actor.Id"/>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required IReadOnlyList<Role> Roles { get; set; }

    public DateTime SeenAt { get; set; }

    /// <summary>When Home was last opened.</summary>
    public DateTime? VisitedAt { get; set; }

    /// <summary>The visit before that: what has moved since is new to this person. A visit within the hour continues the one before.</summary>
    public DateTime? PreviousVisitAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("People");
            builder.Property(row => row.Id).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Name).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Roles).Json();
        }
    }
}
