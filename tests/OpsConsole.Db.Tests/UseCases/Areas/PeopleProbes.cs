using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class PeopleProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(RememberPerson)] = async on =>
        {
            var person = Core.Common.Actor.Person(on.NewKey, "Ada", [Role.Engineer]);
            await OkAsync(on.Get<RememberPerson>().HandleAsync(person, Now));
            await OkAsync(on.Get<RememberPerson>().HandleAsync(person, Now));
        },
        [typeof(RecordVisit)] = async on =>
        {
            var person = Core.Common.Actor.Person(on.NewKey, "Ada", [Role.Engineer]);
            await OkAsync(on.Get<RecordVisit>().HandleAsync(person, Now));
            await OkAsync(on.Get<RecordVisit>().HandleAsync(person, Now));
        },
        [typeof(ListPeople)] = async on => Assert.NotEmpty((await OkAsync(on.Get<ListPeople>().HandleAsync(new("a", " "), UseCaseProbes.Actor, Now))).Items),
    };
}
