// Generated from openapi.json by `npm run generate`. Do not edit.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who the caller is, and which projects are open to them.
         */
        get: operations["me_api_v1_session_get"];
        put?: never;
        /**
         * Enter
         * @description Sign in; the answer sets the cookie.
         */
        post: operations["enter_api_v1_session_post"];
        /**
         * Leave
         * @description Sign out of this browser.
         */
        delete: operations["leave_api_v1_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Renew
         * @description Set a new password; every other browser is signed out.
         */
        put: operations["renew_api_v1_session_password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make
         * @description Make a link that lets somebody in, or (admins only) sets a user's password anew.
         */
        post: operations["make_api_v1_invitations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description What a link is for.
         */
        get: operations["show_api_v1_invitations__token__get"];
        put?: never;
        /**
         * Use
         * @description Use a link, once: the account is made, or its password set, and the browser signed in.
         */
        post: operations["use_api_v1_invitations__token__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Users
         * @description Whoever has or had a role in the project, or everywhere, by name.
         */
        get: operations["users_api_v1_users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Give a user a role in a project, or take it away; with no role left they are signed out.
         */
        patch: operations["change_api_v1_users__name__patch"];
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys
         * @description The keys of a project, newest first, revoked ones too.
         */
        get: operations["keys_api_v1_keys_get"];
        put?: never;
        /**
         * Make
         * @description Make a key; its secret is in this answer and nowhere else.
         */
        post: operations["make_api_v1_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Revoke a key, at once and for good.
         */
        delete: operations["revoke_api_v1_keys__key__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projects
         * @description The projects that the caller has a role in, by name.
         */
        get: operations["projects_api_v1_projects_get"];
        put?: never;
        /**
         * Create
         * @description Make a project with the default taxonomy of causes.
         */
        post: operations["create_api_v1_projects_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Project
         * @description The project and the policy in force.
         */
        get: operations["project_api_v1_projects__project__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rules
         * @description Put rules in force; decisions name the version that made them.
         */
        put: operations["rules_api_v1_projects__project__policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predictions
         * @description Capture one prediction, a list, NDJSON or an Arrow IPC stream; each is decided at once.
         *
         *     The same `id` with the same content answers the stored decision. A body with any fault is
         *     refused whole, and every fault is told.
         */
        post: operations["predictions_api_v1_projects__project__predictions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/predictions/{prediction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prediction
         * @description A stored prediction.
         */
        get: operations["prediction_api_v1_projects__project__predictions__prediction_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/predictions/{prediction_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decision
         * @description The decision on a prediction: pending until people have agreed. It never accepts itself.
         *
         *     With `wait` the answer comes as soon as it is final, or after so many seconds as it stands.
         */
        get: operations["decision_api_v1_projects__project__predictions__prediction_id__decision_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Disputes
         * @description Tasks that wait for an expert, most urgent first; settled ones newest first.
         */
        get: operations["disputes_api_v1_projects__project__disputes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/disputes/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dispute
         * @description One dispute with everybody's reasons, without their names.
         */
        get: operations["dispute_api_v1_projects__project__disputes__task__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Outcomes
         * @description Report one outcome or a list. A trusted one trains directly, any other becomes a task.
         *
         *     All of a list are checked before the first is stored; give them an `id` each, and a list that
         *     broke off may be sent again.
         */
        post: operations["outcomes_api_v1_projects__project__outcomes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhooks
         * @description The addresses that are told.
         */
        get: operations["webhooks_api_v1_projects__project__webhooks_get"];
        put?: never;
        /**
         * Add
         * @description Tell an address from now on. Its secret, which signs every message, is shown this once.
         */
        post: operations["add_api_v1_projects__project__webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Tell it nothing any more, not even what waits.
         */
        delete: operations["remove_api_v1_projects__project__webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries
         * @description The newest messages to an address and how far they got.
         */
        get: operations["deliveries_api_v1_projects__project__webhooks__webhook_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim
         * @description The task most worth the caller's time, held for them; why there is none; or a rest.
         */
        post: operations["claim_api_v1_projects__project__tasks_claim_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/release-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release All
         * @description Give back what a closing page holds; what it does not hold any more is left alone.
         */
        post: operations["release_all_api_v1_projects__project__tasks_release_all_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description The task again, while the caller holds it.
         */
        get: operations["show_api_v1_projects__project__tasks__task__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/frames/{k}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Frame
         * @description One frame of the task's image, for who holds the task, and for leads.
         */
        get: operations["one_frame_api_v1_projects__project__tasks__task__frames__k__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show Answer
         * @description Commit to a label, then see what the model says; the review carries that label.
         */
        post: operations["show_answer_api_v1_projects__project__tasks__task__reveal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review
         * @description Answer the task. The same answer again is answered the same.
         */
        post: operations["review_api_v1_projects__project__tasks__task__review_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip
         * @description Leave the task to others, for a reason.
         */
        post: operations["skip_api_v1_projects__project__tasks__task__skip_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Give the task back, unanswered.
         */
        post: operations["release_api_v1_projects__project__tasks__task__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Heartbeat
         * @description Hold the task longer; one that ran out is held again if nobody took it.
         */
        post: operations["heartbeat_api_v1_projects__project__tasks__task__heartbeat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Draft
         * @description Keep what is begun; it comes back with the task.
         */
        put: operations["put_draft"];
        /**
         * Draft
         * @description Keep what is begun; it comes back with the task.
         */
        post: operations["draft_api_v1_projects__project__tasks__task__draft_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/guidelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Current
         * @description The version in force, whole and by label.
         */
        get: operations["current_api_v1_projects__project__guidelines_get"];
        put?: never;
        /**
         * Publish
         * @description The next version; reviewers are told what changed.
         */
        post: operations["publish_api_v1_projects__project__guidelines_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/guidelines/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions
         * @description Every version and what it changed, newest first.
         */
        get: operations["versions_api_v1_projects__project__guidelines_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/guidelines/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Version
         * @description One version, whole and by label.
         */
        get: operations["one_version_api_v1_projects__project__guidelines__version__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/guidelines/edge-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Edge Case
         * @description A settled task as an example: a do of its label, a don't of the one it was mistaken for.
         */
        post: operations["edge_case_api_v1_projects__project__guidelines_edge_cases_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Causes
         * @description Every cause, retired ones too, in the order they were first named.
         */
        get: operations["causes_api_v1_projects__project__causes_get"];
        put?: never;
        /**
         * Add
         * @description A new cause.
         */
        post: operations["add_api_v1_projects__project__causes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/causes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description The cause's next version; a retired one is offered no more.
         */
        patch: operations["change_api_v1_projects__project__causes__name__patch"];
        trace?: never;
    };
    "/api/v1/projects/{project}/causes/{name}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename
         * @description Give the cause another name; what it explained counts there.
         */
        post: operations["rename_api_v1_projects__project__causes__name__rename_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/causes/{name}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Have what the cause explained count under another one.
         */
        post: operations["merge_api_v1_projects__project__causes__name__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/causes/{name}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description Two causes or more in its place; what it explained stays counted under its name.
         */
        post: operations["split_api_v1_projects__project__causes__name__split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Labels
         * @description Every label that ever was, what it counts as, and the versions.
         */
        get: operations["labels_api_v1_projects__project__labels_get"];
        put?: never;
        /**
         * Change
         * @description Add, rename and merge labels. Nothing stored is rewritten; it counts under the new names.
         */
        post: operations["change_api_v1_projects__project__labels_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/reviewers/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description The caller's own answers, and what came of them by now.
         */
        get: operations["me_api_v1_projects__project__reviewers_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/reviewers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviewer
         * @description One reviewer: domains, weeks, pauses and contests; under a pseudonym where names hide.
         */
        get: operations["reviewer_api_v1_projects__project__reviewers__name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/reviewers/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause Reviewer
         * @description Hand nothing out to a reviewer for some minutes; `why` is what they are told.
         */
        post: operations["pause_reviewer_api_v1_projects__project__reviewers__name__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/reviewers/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume Reviewer
         * @description End a reviewer's pause; the limits of a session and a day hold on.
         */
        post: operations["resume_reviewer_api_v1_projects__project__reviewers__name__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/contest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contest Score
         * @description Say that what one was scored by in a task is wrong; a lead looks at it.
         */
        post: operations["contest_score_api_v1_projects__project__tasks__task__contest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/contests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contests
         * @description Scores that reviewers contest, newest first.
         */
        get: operations["contests_api_v1_projects__project__contests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/contests/{contest_id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle
         * @description Uphold a contest, and the answer no longer counts against its reviewer; or refuse it.
         */
        post: operations["settle_api_v1_projects__project__contests__contest_id__settle_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Skills
         * @description What everybody can do, by name; a reviewer sees their own.
         */
        get: operations["skills_api_v1_projects__project__credentials_get"];
        put?: never;
        /**
         * Declared
         * @description Say that one can do something. A lead verifies it before it opens any task.
         */
        post: operations["declare_skill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/credentials/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verified
         * @description Vouch for a reviewer's skill, declared or not.
         */
        post: operations["verify_skill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/credentials/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdrawn
         * @description Take a skill back; anybody their own, a lead everybody's.
         */
        post: operations["withdraw_skill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status
         * @description Counts at every stage, what is known of production, and how the model stands.
         */
        get: operations["status_api_v1_projects__project__status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overview
         * @description Every stage of the loop with its oldest, accuracy over time, promotions and alarms.
         */
        get: operations["overview_api_v1_projects__project__overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/accuracy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accuracy
         * @description How often the champion is right in production, by class and by slice.
         */
        get: operations["accuracy_api_v1_projects__project__accuracy_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch
         * @description What is watched and what it shows: evidence over time, since when, in which features.
         */
        get: operations["watch_api_v1_projects__project__watch_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/watch/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look
         * @description One look at what is new since the last one.
         */
        post: operations["look_api_v1_projects__project__watch_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alarms
         * @description What people must know, newest first.
         */
        get: operations["alarms_api_v1_projects__project__alarms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/alarms/{alarm}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description End an alarm that somebody has looked after; its monitor starts anew from here.
         *
         *     A certificate that ended with it does not come back: certify anew.
         */
        post: operations["close_api_v1_projects__project__alarms__alarm__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks
         * @description Tasks in a state, most urgent first, settled ones newest first.
         *
         *     With a filter a page may hold few rows or none; `next` goes on until it is null.
         */
        get: operations["tasks_api_v1_projects__project__tasks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks/{task}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Story
         * @description Everything that is known of one task; for leads, who may see what reviewers may not.
         */
        get: operations["story_api_v1_projects__project__tasks__task__story_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolutions
         * @description What reviews added up to, newest first.
         */
        get: operations["resolutions_api_v1_projects__project__resolutions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/picks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Picks
         * @description Move the predictions that teach most to the top of the queue.
         */
        post: operations["picks_api_v1_projects__project__picks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/trace/{ident}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trace
         * @description The story of a prediction, task, review, error, dataset or model, and back.
         */
        get: operations["trace_api_v1_projects__project__trace__ident__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/slices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slices
         * @description Error vectors as stories, strongest first, with examples, causes and their remedy.
         */
        get: operations["slices_api_v1_projects__project__slices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/slices/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Watch
         * @description Flag new predictions in a slice from now on, or no more.
         */
        post: operations["watch_api_v1_projects__project__slices_watch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/causes/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Heatmap
         * @description Errors by what the model said and the cause that people gave.
         */
        get: operations["heatmap_api_v1_projects__project__causes_heatmap_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/confusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Confusion
         * @description What people agreed on against what the model said.
         */
        get: operations["confusion_api_v1_projects__project__confusion_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/reviewers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviewers
         * @description Reviewers by name, with how often the others agree with them.
         */
        get: operations["reviewers_api_v1_projects__project__reviewers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agreement
         * @description Krippendorff's alpha in all, by class, cause, slice and version of the guidelines.
         */
        get: operations["agreement_api_v1_projects__project__agreement_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/remedies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Remedies
         * @description What the causes of the errors ask for: in all, by error vector, by class; with reasons.
         */
        get: operations["remedies_api_v1_projects__project__remedies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Datasets
         * @description Versions, newest first.
         */
        get: operations["datasets_api_v1_projects__project__datasets_get"];
        put?: never;
        /**
         * Curate
         * @description Make the next version of what is agreed, or answer the newest when nothing has changed.
         */
        post: operations["curate_api_v1_projects__project__datasets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/datasets/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Diff
         * @description What version b has that a has not, and the other way round.
         */
        get: operations["diff_api_v1_projects__project__datasets_diff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/datasets/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dataset
         * @description The version of that number or identifier.
         */
        get: operations["dataset_api_v1_projects__project__datasets__dataset__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models
         * @description Models, newest first.
         */
        get: operations["models_api_v1_projects__project__models_get"];
        put?: never;
        /**
         * Retrain
         * @description Train a candidate on the newest dataset version, or the one named.
         */
        post: operations["retrain_api_v1_projects__project__models_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/models/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rollback
         * @description Put the champion before this one back.
         */
        post: operations["rollback_api_v1_projects__project__models_rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/models/{name}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Promote
         * @description Make a proved candidate champion. An override needs a reason and stays visible for ever.
         */
        post: operations["promote_api_v1_projects__project__models__name__promote_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/golden": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Golden
         * @description How many verified cases there are, why, and how worn they are.
         */
        get: operations["golden_api_v1_projects__project__golden_get"];
        put?: never;
        /**
         * Add Golden
         * @description Add verified cases that never train; those held already stay as they are.
         */
        post: operations["add_golden_api_v1_projects__project__golden_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Base
         * @description Give the labelled data that the first model is trained on; dataset version 1.
         */
        post: operations["add_base_api_v1_projects__project__base_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gates
         * @description Proofs, newest first.
         */
        get: operations["gates_api_v1_projects__project__gates_get"];
        put?: never;
        /**
         * Prove
         * @description Hold the candidate against the champion on the golden set.
         */
        post: operations["prove_api_v1_projects__project__gates_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/gates/{gate}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gate
         * @description One proof with its checks and the cases that they rest on.
         */
        get: operations["gate_api_v1_projects__project__gates__gate__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Certificates
         * @description Certificates, newest first.
         */
        get: operations["certificates_api_v1_projects__project__certificates_get"];
        put?: never;
        /**
         * Certify
         * @description Find the champion's calibration and certificate on the hold.
         */
        post: operations["certify_api_v1_projects__project__certificates_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/certificates/curve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Curve
         * @description What could be accepted at each threshold, and how much of it is wrong, on the hold.
         */
        get: operations["curve_api_v1_projects__project__certificates_curve_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/certificates/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Simulate
         * @description What each promise would cost in reviews, and how many errors would reach users.
         */
        post: operations["simulate_api_v1_projects__project__certificates_simulate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/certificates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description The certificate that there would be, and what it would cost; nothing is stored.
         */
        post: operations["preview_api_v1_projects__project__certificates_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cycles
         * @description Turns of the loop, newest first.
         */
        get: operations["cycles_api_v1_projects__project__cycles_get"];
        put?: never;
        /**
         * Run Cycle
         * @description One turn: curate, retrain, prove, promote if it passed, certify.
         */
        post: operations["run_cycle_api_v1_projects__project__cycles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description Long verbs of this project that this server process ran, newest first.
         */
        get: operations["jobs_api_v1_projects__project__jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Job
         * @description How far a long verb is, and what came of it.
         */
        get: operations["job_api_v1_projects__project__jobs__job__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit
         * @description Every change, newest first.
         */
        get: operations["audit_api_v1_projects__project__audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify
         * @description Recompute the sealed chain; whether any sealed entry was edited or cut.
         */
        get: operations["verify_api_v1_projects__project__audit_verify_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description A file of what was learnt. Formulas that a spreadsheet would run are defused.
         */
        get: operations["export_api_v1_projects__project__exports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccuracySeen
         * @description How often the champion is right in production: overall, by class and by slice.
         */
        AccuracySeen: {
            /** Model */
            model: string | null;
            overall: components["schemas"]["EstimateSeen"] | null;
            /** By Class */
            by_class: components["schemas"]["ClassAccuracySeen"][];
            /** By Slice */
            by_slice: components["schemas"]["SliceAccuracySeen"][];
            /**
             * Says
             * @description What the intervals rest on.
             */
            says: string;
        };
        /**
         * AdviceSeen
         * @description What the errors of one place ask for.
         */
        AdviceSeen: {
            /** Name */
            name: string;
            /**
             * Predicate
             * @description Empty for a class and for the whole.
             */
            predicate: {
                [key: string]: string;
            };
            /** Errors */
            errors: number;
            /**
             * Explained
             * @description Those with a cause.
             */
            explained: number;
            /** @description Null where no cause is named. */
            remedy: components["schemas"]["Remedy"] | null;
            share: components["schemas"]["EstimateSeen"] | null;
            /**
             * Clear
             * @description Whether it leads the next one beyond chance.
             */
            clear: boolean;
            /** Says */
            says: string;
            /**
             * Remedies
             * @description Most frequent first.
             */
            remedies: components["schemas"]["RemedyCounted"][];
            /** Causes */
            causes: components["schemas"]["CauseCounted"][];
            /**
             * Reasons
             * @description Alike reasons together, most frequent first.
             */
            reasons: components["schemas"]["ReasonSeen"][];
        };
        /**
         * AgreementSeen
         * @description How far people agree. 1: always; 0: as by chance.
         */
        AgreementSeen: {
            alpha: components["schemas"]["EstimateSeen"] | null;
            /**
             * Missing
             * @description Why there is no alpha; empty where there is.
             */
            missing: string;
            /**
             * Scale
             * @enum {string}
             */
            scale: "nominal" | "ordinal";
            /**
             * By Class
             * @description Each class against all others, lowest first.
             */
            by_class: components["schemas"]["AlphaSeen"][];
            /** By Cause */
            by_cause: components["schemas"]["AlphaSeen"][];
            /** By Slice */
            by_slice: components["schemas"]["AlphaSeen"][];
            /**
             * Mixed
             * @description Labels mixed up, most frequent first.
             */
            mixed: components["schemas"]["MixedSeen"][];
            /**
             * Pairs
             * @description Reviewers who disagree most, surest first.
             */
            pairs: components["schemas"]["PairSeen"][];
            /**
             * Guidelines
             * @description Newest first.
             */
            guidelines: components["schemas"]["GuidelineEffectSeen"][];
            /** Unclear */
            unclear: components["schemas"]["UnclearSeen"][];
            /**
             * Units
             * @description Tasks looked at.
             */
            units: number;
            /** Answers */
            answers: number;
            /**
             * Planned
             * @description Whether all of these tasks were to be answered by several from the start.
             */
            planned: boolean;
            /**
             * Says
             * @description How they were chosen.
             */
            says: string;
        };
        /**
         * AlarmClosing
         * @description Why an alarm is over.
         */
        AlarmClosing: {
            /** Why */
            why: string;
        };
        /**
         * AlarmSeen
         * @description Something that people must know.
         */
        AlarmSeen: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Says */
            says: string;
            /** Figures */
            figures: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** @description Null while it is open. */
            closed: components["schemas"]["ClosedSeen"] | null;
            /**
             * Lapsed
             * @description Whether it ended a certificate.
             * @default false
             */
            lapsed: boolean;
        };
        /**
         * AlphaSeen
         * @description Krippendorff's alpha of a part.
         */
        AlphaSeen: {
            /** Name */
            name: string;
            alpha: components["schemas"]["EstimateSeen"];
            /**
             * Units
             * @description Tasks behind it.
             */
            units: number;
        };
        /**
         * AnchoringSeen
         * @description Agreement with the model before its answer was seen, and after.
         */
        AnchoringSeen: {
            blind: components["schemas"]["EstimateSeen"] | null;
            shown: components["schemas"]["EstimateSeen"] | null;
            difference: components["schemas"]["EstimateSeen"] | null;
            /** Says */
            says: string;
        };
        /**
         * AuditLine
         * @description One change: who, when, what.
         */
        AuditLine: {
            /** Id */
            id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
            /** Verb */
            verb: string;
            /**
             * Object
             * @description A salted name of what was changed; no content.
             */
            object: string;
            /** Sealed */
            sealed: boolean;
        };
        /**
         * AuditVerified
         * @description What verifying the log found.
         */
        AuditVerified: {
            /** Intact */
            intact: boolean;
            /** Faults */
            faults: string[];
            head: components["schemas"]["HeadSeen"] | null;
            /** Unsealed */
            unsealed: number;
        };
        /**
         * BandsSeen
         * @description Shares of recent traffic as decided under what holds now.
         */
        BandsSeen: {
            accept: components["schemas"]["EstimateSeen"];
            review: components["schemas"]["EstimateSeen"];
            expert: components["schemas"]["EstimateSeen"];
        };
        /**
         * BaseGiven
         * @description The labelled data that the first model is trained on.
         */
        BaseGiven: {
            /** Items */
            items: components["schemas"]["LabelledItem"][];
        };
        /**
         * BinSeen
         * @description One bin of the reliability diagram.
         */
        BinSeen: {
            /** Confidence */
            confidence: number;
            /** Accuracy */
            accuracy: number;
            /** Low */
            low: number;
            /** High */
            high: number;
            /** N */
            n: number;
        };
        /**
         * Case
         * @description A golden case that a finding rests on.
         */
        Case: {
            /** Item Id */
            item_id: string;
            /** Excerpt */
            excerpt: string;
            /** Label */
            label: string | null;
        };
        /**
         * CauseChange
         * @description What becomes of a cause; what is left out stays.
         */
        CauseChange: {
            remedy?: components["schemas"]["Remedy"] | null;
            /** Meaning */
            meaning?: string | null;
            /** Retired */
            retired?: boolean | null;
        };
        /**
         * CauseCounted
         * @description A cause and how many errors it explains.
         */
        CauseCounted: {
            /** Cause */
            cause: string;
            /** N */
            n: number;
        };
        /**
         * CauseGiven
         * @description A new cause.
         */
        CauseGiven: {
            /** Name */
            name: string;
            remedy: components["schemas"]["Remedy"];
            /** Meaning */
            meaning: string;
        };
        /**
         * CauseMerge
         * @description The cause that takes its place.
         */
        CauseMerge: {
            /** Into */
            into: string;
        };
        /**
         * CausePartGiven
         * @description A part of a cause: a new one, or one in use by its name alone.
         */
        CausePartGiven: {
            /** Name */
            name: string;
            /** @description Left out: as the cause that is split. */
            remedy?: components["schemas"]["Remedy"] | null;
            /**
             * Meaning
             * @default
             */
            meaning?: string;
        };
        /**
         * CauseRename
         * @description The cause's other name.
         */
        CauseRename: {
            /** To */
            to: string;
        };
        /**
         * CauseReplaced
         * @description What an edit of the taxonomy did.
         */
        CauseReplaced: {
            /** Cause */
            cause: string;
            /** Became */
            became: string[];
            /**
             * Errors
             * @description That it explained.
             */
            errors: number;
            /**
             * Reviews
             * @description That name it; they stay as they are.
             */
            reviews: number;
            /** Says */
            says: string;
        };
        /**
         * CauseSeen
         * @description A cause, the key that chooses it, and how many errors it explains.
         */
        CauseSeen: {
            /** Name */
            name: string;
            remedy: components["schemas"]["Remedy"];
            /** Meaning */
            meaning: string;
            /**
             * Key
             * @description One letter; "" where there are more causes than letters.
             */
            key: string;
            /**
             * Used
             * @description Errors that it explains, those of causes that became it too.
             */
            used: number;
            /** Retired */
            retired: boolean;
            /**
             * Became
             * @description What took its place; several after a split.
             */
            became: string[];
            /**
             * Taken
             * @description Of these errors, those that an earlier cause named.
             */
            taken: {
                [key: string]: number;
            };
        };
        /**
         * CauseSplit
         * @description The causes that take its place.
         */
        CauseSplit: {
            /** Into */
            into: components["schemas"]["CausePartGiven"][];
        };
        /**
         * CertificateHolding
         * @description The newest certificate of the champion, and whether it ended early.
         */
        CertificateHolding: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Model Id */
            model_id: string;
            /** Calibrator */
            calibrator: {
                [key: string]: unknown;
            } | null;
            /** Threshold */
            threshold: number | null;
            /** Alpha */
            alpha: number;
            /** Delta */
            delta: number;
            coverage: components["schemas"]["EstimateSeen"];
            /** Risk Upper */
            risk_upper: number;
            /** N */
            n: number;
            /** Method */
            method: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Plan
             * @description What else was certified: classes, slices, misses, reliability, needed.
             */
            plan: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            lapse: components["schemas"]["LapseSeen"] | null;
        };
        /**
         * CertificateListed
         * @description A certificate with its model's name.
         */
        CertificateListed: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Model Id */
            model_id: string;
            /** Calibrator */
            calibrator: {
                [key: string]: unknown;
            } | null;
            /** Threshold */
            threshold: number | null;
            /** Alpha */
            alpha: number;
            /** Delta */
            delta: number;
            coverage: components["schemas"]["EstimateSeen"];
            /** Risk Upper */
            risk_upper: number;
            /** N */
            n: number;
            /** Method */
            method: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Plan
             * @description What else was certified: classes, slices, misses, reliability, needed.
             */
            plan: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Model */
            model: string;
        };
        /**
         * CertificateSeen
         * @description How a model's confidence is read, and from where on it is accepted.
         */
        CertificateSeen: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Model Id */
            model_id: string;
            /** Calibrator */
            calibrator: {
                [key: string]: unknown;
            } | null;
            /** Threshold */
            threshold: number | null;
            /** Alpha */
            alpha: number;
            /** Delta */
            delta: number;
            coverage: components["schemas"]["EstimateSeen"];
            /** Risk Upper */
            risk_upper: number;
            /** N */
            n: number;
            /** Method */
            method: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Plan
             * @description What else was certified: classes, slices, misses, reliability, needed.
             */
            plan: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * CertifyGiven
         * @description The promise; what is left out is as the policy says.
         */
        CertifyGiven: {
            /** Alpha */
            alpha?: number | null;
            /** Delta */
            delta?: number | null;
        };
        /**
         * ChangeCounts
         * @description How many items changed in one way.
         */
        ChangeCounts: {
            /** N */
            n: number;
            /** By Class */
            by_class: {
                [key: string]: number;
            };
            /** By Cause */
            by_cause: {
                [key: string]: number;
            };
        };
        /**
         * CheckSeen
         * @description One question the gate asked.
         */
        CheckSeen: {
            /** Name */
            name: string;
            finding: components["schemas"]["Finding"];
            /** Says */
            says: string;
            /** Figures */
            figures: {
                [key: string]: unknown;
            };
            /**
             * Cases
             * @description Those that it rests on, worst first; a few.
             */
            cases: components["schemas"]["Case"][];
            /**
             * Rows
             * @description How many it rests on.
             */
            rows: number;
        };
        /**
         * ClaimAnswer
         * @description A task, or why there is none; neither when it was asked ahead and little is left.
         */
        ClaimAnswer: {
            task: components["schemas"]["TaskSeen"] | null;
            waiting: components["schemas"]["WaitingSeen"] | null;
            /** @description Why nothing is handed out for a while; null: no rest is due. */
            rest?: components["schemas"]["RestSeen"] | null;
        };
        /**
         * ClaimGiven
         * @description What to claim.
         */
        ClaimGiven: {
            /**
             * Ahead
             * @description While another task is being answered; may be refused.
             * @default false
             */
            ahead?: boolean;
            /**
             * Tab
             * @description Accepted, and not used.
             */
            tab?: string | null;
        };
        /**
         * ClassAccuracySeen
         * @description One class as the model names it, and as it truly is.
         */
        ClassAccuracySeen: {
            /** Name */
            name: string;
            /** @description Of what is predicted as it, the share that is right. */
            estimate: components["schemas"]["EstimateSeen"];
            /** @description Of what truly is it, the share that the model names so. */
            recall: components["schemas"]["EstimateSeen"];
        };
        /**
         * ClosedSeen
         * @description The end of an alarm.
         */
        ClosedSeen: {
            /** Id */
            id: string;
            /** Alarm Id */
            alarm_id: string;
            /** By */
            by: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * ConfusionSeen
         * @description Agreed labels (rows) by the model's answer (columns).
         */
        ConfusionSeen: {
            /** Labels */
            labels: string[];
            /** Counts */
            counts: number[][];
            /** N */
            n: number;
            /** Says */
            says: string;
        };
        /**
         * ContestGiven
         * @description Why a score is wrong.
         */
        ContestGiven: {
            /** Why */
            why: string;
        };
        /**
         * ContestSaid
         * @description A contest that is stored.
         */
        ContestSaid: {
            /** Id */
            id: string;
            /** Task Id */
            task_id: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * ContestSeen
         * @description A score that its reviewer holds to be wrong.
         */
        ContestSeen: {
            /** Id */
            id: string;
            /** Reviewer */
            reviewer: string;
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /**
             * Label
             * @description The known answer.
             */
            label: string;
            /**
             * Your Label
             * @description The reviewer's.
             */
            your_label: string | null;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            settled: components["schemas"]["SettledSeen"] | null;
        };
        /**
         * CredentialSeen
         * @description One skill of a reviewer.
         */
        CredentialSeen: {
            /** Reviewer */
            reviewer: string;
            /** Skill */
            skill: string;
            /** @description A verified, granted or earned skill opens its tasks; any other nothing. */
            state: components["schemas"]["CredentialState"];
            /** Verified By */
            verified_by: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Note */
            note: string;
        };
        /**
         * CredentialState
         * @description What a credential opens: a verified or granted one its tasks, any other nothing.
         * @enum {string}
         */
        CredentialState: "declared" | "verified" | "expired" | "withdrawn" | "granted" | "earned";
        /**
         * Credentials
         * @description A name and its password.
         */
        Credentials: {
            /** Name */
            name: string;
            /** Password */
            password: string;
        };
        /**
         * CurvePoint
         * @description What would be accepted from a threshold on, and how much of it is wrong.
         */
        CurvePoint: {
            /** Threshold */
            threshold: number;
            /** Coverage */
            coverage: number;
            /** Risk */
            risk: number;
            /**
             * Risk Low
             * @description Exact one-sided bound, at this threshold for itself.
             */
            risk_low: number;
            /**
             * Risk Upper
             * @description The same from above.
             */
            risk_upper: number;
        };
        /**
         * CurveSeen
         * @description The risk-coverage curve of the champion on the certificate's fold, and the bands.
         */
        CurveSeen: {
            /** Model */
            model: string | null;
            /** Curve */
            curve: components["schemas"]["CurvePoint"][];
            certificate: components["schemas"]["CertificateHolding"] | null;
            /** N */
            n: number;
            /** Alpha */
            alpha: number;
            /** Delta */
            delta: number;
            /**
             * Needed
             * @description More labels that would let anything be accepted; 0: none, null: no number.
             */
            needed: number | null;
            reliability: components["schemas"]["ReliabilitySeen"] | null;
            /**
             * A Day
             * @description Predictions a day lately.
             */
            a_day: number | null;
            bands: components["schemas"]["BandsSeen"] | null;
            /** Audits A Day */
            audits_a_day: number | null;
            /**
             * Reviews A Day
             * @description Not accepted, and the audits.
             */
            reviews_a_day: number | null;
            /** Says */
            says: string;
        };
        /**
         * CycleSeen
         * @description One turn of the loop.
         */
        CycleSeen: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Dataset Id */
            dataset_id: string;
            /** Candidate Id */
            candidate_id: string;
            /** Gate Id */
            gate_id: string | null;
            /** Promoted */
            promoted: boolean;
            /** Report */
            report: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Candidate */
            candidate: string | null;
            /** Verdict */
            verdict: string | null;
        };
        /**
         * DatasetSeen
         * @description One immutable version of the training data.
         */
        DatasetSeen: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Parent Id */
            parent_id: string | null;
            /** Parts */
            parts: string[];
            /** N */
            n: number;
            /** N Injected */
            n_injected: number;
            /** Report */
            report: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Rows
             * @description As n.
             */
            rows: number;
            /**
             * Injected
             * @description As n_injected.
             */
            injected: number;
            /**
             * By Class
             * @description Of what was injected.
             */
            by_class: {
                [key: string]: number;
            };
            /** By Cause */
            by_cause: {
                [key: string]: number;
            };
            /** Models */
            models: string[];
        };
        /**
         * DecisionShown
         * @description What became of a prediction so far.
         */
        DecisionShown: {
            /** Id */
            id: string;
            /**
             * Status
             * @description rejected: people looked, and there is no label for it.
             * @enum {string}
             */
            status: "final" | "pending" | "rejected";
            /**
             * Decision
             * @description What capture answered.
             * @enum {string}
             */
            decision: "accept" | "review" | "expert";
            /** Label */
            label: string | null;
            /** Source */
            source: ("model" | "resolution" | "outcome") | null;
            /** Resolution Id */
            resolution_id: string | null;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /** Decided At */
            decided_at: string | null;
            /**
             * Due At
             * @description Of what is still open.
             */
            due_at: string | null;
            /**
             * Escalated
             * @description Nobody answered in time; it is never accepted for that.
             */
            escalated: boolean;
        };
        /**
         * DeliveryShown
         * @description A message and how far it got.
         */
        DeliveryShown: {
            /** Id */
            id: string;
            /** Event */
            event: string;
            /** Attempts */
            attempts: number;
            /**
             * Status
             * @enum {string}
             */
            status: "delivered" | "waiting" | "given_up";
            /** Last Error */
            last_error: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * DiffExampleSeen
         * @description One item that differs.
         */
        DiffExampleSeen: {
            /** Change */
            change: string;
            /** Item Id */
            item_id: string;
            /** Excerpt */
            excerpt: string;
            was: components["schemas"]["RowSeen"] | null;
            is: components["schemas"]["RowSeen"] | null;
            /** Cause */
            cause: string;
            /** Why */
            why: string;
        };
        /**
         * DiffSeen
         * @description From version a to version b.
         */
        DiffSeen: {
            a: components["schemas"]["DatasetSeen"];
            b: components["schemas"]["DatasetSeen"];
            added: components["schemas"]["ChangeCounts"];
            removed: components["schemas"]["ChangeCounts"];
            relabelled: components["schemas"]["ChangeCounts"];
            reweighted: components["schemas"]["ChangeCounts"];
            /** Examples */
            examples: components["schemas"]["DiffExampleSeen"][];
        };
        /**
         * DiffersSeen
         * @description An item of which people say different things.
         */
        DiffersSeen: {
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /** A Label */
            a_label: string;
            /** B Label */
            b_label: string;
        };
        /**
         * DisputeListed
         * @description A task that people could not agree about.
         */
        DisputeListed: {
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /** Predicted */
            predicted: string;
            /** Flags */
            flags: string[];
            stage: components["schemas"]["Stage"];
            /**
             * Labels
             * @description How many gave each label, the expert left out.
             */
            labels: {
                [key: string]: number;
            };
            /** Unsure */
            unsure: number;
            /** Says */
            says: string;
            /**
             * Needs
             * @description What is asked of whoever decides; empty once settled.
             */
            needs: string;
            /**
             * Held
             * @description Whether somebody is at it.
             */
            held: boolean;
            /**
             * Began At
             * Format: date-time
             * @description When the last answer left it undecided.
             */
            began_at: string;
            /** Due At */
            due_at: string | null;
            /** Overdue */
            overdue: boolean;
            /**
             * Label
             * @description That the expert gave.
             */
            label: string | null;
            /** Cause */
            cause: string | null;
            /**
             * Why
             * @description What was decided by, or why nobody could tell.
             */
            why: string;
            /** Settled At */
            settled_at: string | null;
        };
        /**
         * DisputeSeen
         * @description What people said who could not agree, in an order that tells nothing.
         */
        DisputeSeen: {
            /** Answers */
            answers: components["schemas"]["OpinionSeen"][];
            /**
             * Says
             * @description How they divide.
             */
            says: string;
        };
        /**
         * DisputeTold
         * @description One dispute with its item and everybody's reasons; who gave them is not told here.
         */
        DisputeTold: {
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /** Predicted */
            predicted: string;
            /** Flags */
            flags: string[];
            stage: components["schemas"]["Stage"];
            /**
             * Labels
             * @description How many gave each label, the expert left out.
             */
            labels: {
                [key: string]: number;
            };
            /** Unsure */
            unsure: number;
            /** Says */
            says: string;
            /**
             * Needs
             * @description What is asked of whoever decides; empty once settled.
             */
            needs: string;
            /**
             * Held
             * @description Whether somebody is at it.
             */
            held: boolean;
            /**
             * Began At
             * Format: date-time
             * @description When the last answer left it undecided.
             */
            began_at: string;
            /** Due At */
            due_at: string | null;
            /** Overdue */
            overdue: boolean;
            /**
             * Label
             * @description That the expert gave.
             */
            label: string | null;
            /** Cause */
            cause: string | null;
            /**
             * Why
             * @description What was decided by, or why nobody could tell.
             */
            why: string;
            /** Settled At */
            settled_at: string | null;
            /** Item */
            item: components["schemas"]["TextItem"] | components["schemas"]["RecordItem"] | components["schemas"]["ImageItem"];
            /** Prediction */
            prediction: components["schemas"]["Said"][];
            /** Attributes */
            attributes: {
                [key: string]: unknown;
            };
            answers: components["schemas"]["DisputeSeen"];
        };
        /**
         * DomainSeen
         * @description How right they are in one domain.
         */
        DomainSeen: {
            /**
             * Domain
             * @description "" over all, "class=X", "attribute=value", "kind=text".
             */
            domain: string;
            accuracy: components["schemas"]["EstimateSeen"];
        };
        /**
         * DraftGiven
         * @description What is begun.
         */
        DraftGiven: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
            /** Label */
            label?: string | null;
            /** Cause */
            cause?: string | null;
            /**
             * Why
             * @default
             */
            why?: string;
            /**
             * Evidence
             * @default []
             */
            evidence?: (components["schemas"]["Span"] | components["schemas"]["Region"])[];
        };
        /**
         * DraftSaved
         * @description When it was kept.
         */
        DraftSaved: {
            /**
             * Saved At
             * Format: date-time
             */
            saved_at: string;
        };
        /**
         * DraftSeen
         * @description What the reviewer began earlier.
         */
        DraftSeen: {
            /** Label */
            label: string | null;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /** Evidence */
            evidence: (components["schemas"]["Span"] | components["schemas"]["Region"])[];
            /**
             * Saved At
             * Format: date-time
             */
            saved_at: string;
        };
        /**
         * EdgeCaseGiven
         * @description A settled task that everybody can learn from.
         */
        EdgeCaseGiven: {
            /** Task Id */
            task_id: string;
            /**
             * Why
             * @description Left out: what the reviewers said.
             */
            why?: string | null;
            /**
             * Mistaken For
             * @description The label it is not. Left out: what the model said; empty: none.
             */
            mistaken_for?: string | null;
        };
        /**
         * EdgeCaseMade
         * @description The version in force now, and what was added to it.
         */
        EdgeCaseMade: {
            /** Version */
            version: number;
            /** Lines */
            lines: string[];
        };
        /**
         * ErrorShown
         * @description One error behind a reason.
         */
        ErrorShown: {
            /** Task Id */
            task_id: string | null;
            /** Prediction Id */
            prediction_id: string;
            /** Excerpt */
            excerpt: string;
            /** Predicted */
            predicted: string;
            /** Label */
            label: string;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
        };
        /**
         * EstimateSeen
         * @description A figure with its interval.
         */
        EstimateSeen: {
            /** Value */
            value: number;
            /** Low */
            low: number;
            /** High */
            high: number;
            /**
             * N
             * @description Cases behind it.
             */
            n: number;
            /**
             * Confidence
             * @default 0.95
             */
            confidence: number;
            /**
             * Method
             * @description How it was sampled and bounded.
             * @default
             */
            method: string;
        };
        /**
         * EvidenceSeen
         * @description How strongly a monitor spoke at a look.
         */
        EvidenceSeen: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Log Evidence */
            log_evidence: number | null;
        };
        /**
         * FeatureSeen
         * @description One feature of the traffic.
         */
        FeatureSeen: {
            /** Feature */
            feature: string;
            /** Log Evidence */
            log_evidence: number | null;
            /** Alarm */
            alarm: boolean;
            /**
             * What
             * @description What of it has become more or less frequent.
             */
            what: string;
            /**
             * Before
             * @description Its share in the reference.
             */
            before: number | null;
            /** Now */
            now: number | null;
            since: components["schemas"]["SinceSeen"] | null;
        };
        /**
         * Finding
         * @description What one check found. Silence never means pass: what was not looked at says so.
         * @enum {string}
         */
        Finding: "passed" | "failed" | "too_few" | "not_applicable";
        /**
         * Format
         * @description As which kind of file.
         * @enum {string}
         */
        Format: "csv" | "jsonl" | "parquet";
        /**
         * GateDetailed
         * @description One proof with its checks.
         */
        GateDetailed: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Candidate Id */
            candidate_id: string;
            /** Champion Id */
            champion_id: string | null;
            /** Golden Id */
            golden_id: string;
            /** Outcome */
            outcome: string;
            /** Verdict */
            verdict: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Candidate */
            candidate: string;
            /** Champion */
            champion: string | null;
            /** Checks */
            checks: components["schemas"]["CheckSeen"][];
            golden: components["schemas"]["GoldenUsed"] | null;
        };
        /**
         * GateListed
         * @description One proof in a list.
         */
        GateListed: {
            /** Id */
            id: string;
            /** Candidate */
            candidate: string;
            /** Champion */
            champion: string | null;
            /** Outcome */
            outcome: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * GateOutcome
         * @description What the gate said of a model.
         */
        GateOutcome: {
            /** Id */
            id: string;
            /** Outcome */
            outcome: string;
        };
        /**
         * GoldenAdded
         * @description How many were new.
         */
        GoldenAdded: {
            /** Added */
            added: number;
        };
        /**
         * GoldenGiven
         * @description Verified cases that never train.
         */
        GoldenGiven: {
            /** Items */
            items: components["schemas"]["LabelledItem"][];
            /**
             * Must Pass
             * @description Cases that every candidate must get right; else a random sample of traffic.
             * @default false
             */
            must_pass?: boolean;
        };
        /**
         * GoldenSeen
         * @description The golden set as it is now.
         */
        GoldenSeen: {
            /**
             * Version
             * @description As the newest proof saw it.
             */
            version: string | null;
            /** Number */
            number: number | null;
            /** Cases */
            cases: number;
            /** By Stratum */
            by_stratum: {
                [key: string]: number;
            };
            /** By Class */
            by_class: {
                [key: string]: number;
            };
            /**
             * By Fold
             * @description Of the whole hold.
             */
            by_fold: {
                [key: string]: number;
            };
            /**
             * Uses
             * @description Proofs that rested on the newest version.
             */
            uses: number;
        };
        /**
         * GoldenUsed
         * @description The golden set that a proof rested on.
         */
        GoldenUsed: {
            /** Id */
            id: string;
            /** Number */
            number: number;
            /** N */
            n: number;
            /** N Random */
            n_random: number;
            /**
             * Uses
             * @description Proofs that rested on the same version.
             */
            uses: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * GuidelineEffectSeen
         * @description Agreement under a version of the guidelines and under the one before.
         */
        GuidelineEffectSeen: {
            /** Version */
            version: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Changes */
            changes: string;
            /** @description Null where nobody answered twice under it. */
            before: components["schemas"]["EstimateSeen"] | null;
            after: components["schemas"]["EstimateSeen"] | null;
            /** @description After less before. */
            change: components["schemas"]["EstimateSeen"] | null;
        };
        /**
         * GuidelineGiven
         * @description The next version.
         */
        GuidelineGiven: {
            /** Text */
            text: string;
            /**
             * Changes
             * @description Reviewers are told.
             */
            changes: string;
            /**
             * After
             * @description The version that was edited, to be safe.
             */
            after?: number | null;
        };
        /**
         * GuidelineListed
         * @description A version and what it changed.
         */
        GuidelineListed: {
            /** Version */
            version: number;
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Changes */
            changes: string;
        };
        /**
         * GuidelineMade
         * @description The version in force now.
         */
        GuidelineMade: {
            /** Version */
            version: number;
        };
        /**
         * GuidelineSeen
         * @description One version; before the first its number is 0 and it says nothing.
         */
        GuidelineSeen: {
            /** Version */
            version: number;
            /**
             * Text
             * @description Markdown.
             */
            text: string;
            /** By */
            by: string | null;
            /** Created At */
            created_at: string | null;
            /** Changes */
            changes: string;
            /** Sections */
            sections: components["schemas"]["SectionSeen"][];
        };
        /**
         * HeadSeen
         * @description The newest sealed block.
         */
        HeadSeen: {
            /** Block */
            block: number;
            /** Entries */
            entries: number;
            /** Hash */
            hash: string;
            /** Signature */
            signature: string;
            /**
             * Sealed At
             * Format: date-time
             */
            sealed_at: string;
        };
        /**
         * HealthSeen
         * @description Whether predictions and reviews still come.
         */
        HealthSeen: {
            /**
             * Last Prediction
             * @description To the hour.
             */
            last_prediction: string | null;
            /** Last Review */
            last_review: string | null;
            /** Oldest Open */
            oldest_open: string | null;
            /**
             * Waiting
             * @default 0
             */
            waiting: number;
            /**
             * Expires At
             * @description Of the certificate that holds.
             */
            expires_at: string | null;
        };
        /**
         * HeatMapSeen
         * @description Errors by what the model said (rows) and the cause that was given (columns).
         */
        HeatMapSeen: {
            /** Rows */
            rows: string[];
            /** Columns */
            columns: string[];
            /** Counts */
            counts: number[][];
            /** Errors */
            errors: number;
            /** Says */
            says: string;
        };
        /**
         * Held
         * @description The hold on a task.
         */
        Held: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
        };
        /**
         * ImageInfo
         * @description How an image is fetched and drawn.
         */
        ImageInfo: {
            /**
             * Format
             * @description Of a frame: a PNG; little-endian int16 in modality units; or 8-bit RGB.
             * @enum {string}
             */
            format: "png" | "grey16" | "rgb8";
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Frames */
            frames: number;
            /**
             * Url
             * @description Where a frame is; put its number, from 0, for {k}.
             */
            url: string;
            /** Window */
            window: number | null;
            /** Level */
            level: number | null;
            /**
             * Invert
             * @description Whether low values are drawn bright.
             */
            invert: boolean;
            /**
             * Spacing
             * @description Millimetres a pixel, down and across.
             */
            spacing: [
                number,
                number
            ] | null;
            /** Notes */
            notes: string[];
        };
        /**
         * ImageItem
         * @description An image.
         */
        ImageItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "image";
            image: components["schemas"]["ImageInfo"];
        };
        /**
         * InvitationMade
         * @description A link, shown once.
         */
        InvitationMade: {
            /** Token */
            token: string;
            /** Path */
            path: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * InvitationShown
         * @description What a link is for.
         */
        InvitationShown: {
            /**
             * Name
             * @description Whom it is for; null: whoever opens it chooses.
             */
            name: string | null;
            /** Project */
            project: string;
            role: components["schemas"]["Role"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Resets
             * @description It sets a new password for an account that exists.
             */
            resets: boolean;
        };
        /**
         * Inviting
         * @description Whom to invite, as what.
         */
        Inviting: {
            /** Name */
            name?: string | null;
            /**
             * Project
             * @description The project; "" stands for everywhere, which only admins give.
             */
            project: string;
            role: components["schemas"]["Role"];
            /**
             * Skills
             * @default []
             */
            skills?: string[];
            /**
             * Days
             * @default 7
             */
            days?: number;
        };
        /**
         * JobAccepted
         * @description It takes longer than the caller waits.
         */
        JobAccepted: {
            /** Job */
            job: string;
        };
        /**
         * JobSeen
         * @description A long verb.
         */
        JobSeen: {
            /** Id */
            id: string;
            /** Verb */
            verb: string;
            /** By */
            by: string;
            state: components["schemas"]["JobState"];
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Ended At */
            ended_at: string | null;
            /**
             * Result
             * @description What the verb answers, once it is done.
             */
            result: {
                [key: string]: unknown;
            } | null;
            /**
             * Problem
             * @description A problem document, if it failed.
             */
            problem: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * JobState
         * @description How far a job is.
         * @enum {string}
         */
        JobState: "waiting" | "running" | "done" | "failed";
        /**
         * Joining
         * @description Who uses a link; the name may be left out where the link has one.
         */
        Joining: {
            /** Name */
            name?: string | null;
            /** Password */
            password: string;
        };
        /**
         * KeyMade
         * @description A new key with its secret, shown once.
         */
        KeyMade: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Project */
            project: string;
            role: components["schemas"]["Role"];
            /**
             * Prefix
             * @description How the key begins.
             */
            prefix: string;
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Revoked */
            revoked: boolean;
            /** Key */
            key: string;
        };
        /**
         * KeyMaking
         * @description What a new key is for.
         */
        KeyMaking: {
            /** Name */
            name: string;
            /**
             * Project
             * @description The project; "" stands for everywhere, which only admins give.
             */
            project: string;
            /** @default service */
            role?: components["schemas"]["Role"];
            /**
             * Days
             * @description 0: it never expires.
             * @default 365
             */
            days?: number;
        };
        /**
         * KeyShown
         * @description A key, without its secret.
         */
        KeyShown: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Project */
            project: string;
            role: components["schemas"]["Role"];
            /**
             * Prefix
             * @description How the key begins.
             */
            prefix: string;
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Revoked */
            revoked: boolean;
        };
        /**
         * LabelMoved
         * @description What is stored under a label out of use, and counts under another now.
         */
        LabelMoved: {
            /** Label */
            label: string;
            /** Into */
            into: string;
            /** Reviews */
            reviews: number;
            /** Resolutions */
            resolutions: number;
            /** Outcomes */
            outcomes: number;
            /** Held Cases */
            held_cases: number;
            /**
             * Examples
             * @description Of the newest dataset version.
             */
            examples: number;
        };
        /**
         * LabelSeen
         * @description A label, whether it is offered, and what it counts as.
         */
        LabelSeen: {
            /** Label */
            label: string;
            /** In Use */
            in_use: boolean;
            /**
             * Counts As
             * @description Itself while it is in use.
             */
            counts_as: string;
            /**
             * Reviews
             * @description That said so, under this very name.
             */
            reviews: number;
            /**
             * Since
             * @description The version that brought it.
             */
            since: number;
        };
        /**
         * LabelVersion
         * @description A version and what it changed.
         */
        LabelVersion: {
            /** Version */
            version: number;
            /** Changes */
            changes: string;
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * LabelledItem
         * @description An item with its right label; one of text, record and image, as the project has it.
         */
        LabelledItem: {
            /** Text */
            text?: string | null;
            /** Record */
            record?: {
                [key: string]: unknown;
            } | null;
            /**
             * Image
             * @description PNG, JPEG or DICOM.
             */
            image?: string | null;
            /** Label */
            label: string;
            /** Attributes */
            attributes?: {
                [key: string]: string | number | boolean | null;
            } | null;
            /** Group */
            group?: string | null;
            /** Subject */
            subject?: string | null;
        };
        /**
         * LabelsEdit
         * @description The next version: added first, then renamed, then merged.
         */
        LabelsEdit: {
            /** Add */
            add?: string[];
            /**
             * Rename
             * @description Old to new.
             */
            rename?: {
                [key: string]: string;
            };
            /**
             * Merge
             * @description Which into which.
             */
            merge?: {
                [key: string]: string;
            };
            /**
             * Changes
             * @description Why, in words.
             * @default
             */
            changes?: string;
        };
        /**
         * LabelsMade
         * @description What the change did.
         */
        LabelsMade: {
            /** Version */
            version: number;
            /** In Use */
            in_use: string[];
            /** Added */
            added: string[];
            /** Moved */
            moved: components["schemas"]["LabelMoved"][];
            /**
             * Errors Gone
             * @description On record, between two labels that are one now.
             */
            errors_gone: number;
            /**
             * Certificates
             * @description That ended; more is reviewed until one is made anew.
             */
            certificates: number;
            /** Says */
            says: string;
        };
        /**
         * LabelsSeen
         * @description All labels in the order of the columns of probabilities, and the versions.
         */
        LabelsSeen: {
            /** Version */
            version: number;
            /** Items */
            items: components["schemas"]["LabelSeen"][];
            /**
             * Widths
             * @description How many columns there were; rows may be as narrow.
             */
            widths: number[];
            /**
             * History
             * @description Newest first; none before the first change.
             */
            history: components["schemas"]["LabelVersion"][];
        };
        /**
         * LapseSeen
         * @description Why a certificate ended before its time.
         */
        LapseSeen: {
            /** Why */
            why: string;
            /** Alarm Id */
            alarm_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * LearnedSeen
         * @description A model that was taught with the reviewer's corrections.
         */
        LearnedSeen: {
            /** Model */
            model: string;
            /**
             * Dataset
             * @description The number of the dataset version.
             */
            dataset: number | null;
            /** Taught */
            taught: number;
            /** Fixed */
            fixed: number;
            /** Verdict */
            verdict: string | null;
        };
        /**
         * LeaseSeen
         * @description Until when the task is held.
         */
        LeaseSeen: {
            /**
             * Lease Expires At
             * Format: date-time
             */
            lease_expires_at: string;
        };
        /**
         * LifeSeen
         * @description What became of one of their corrections.
         */
        LifeSeen: {
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /**
             * Predicted
             * @description What the model had said.
             */
            predicted: string;
            /** Label */
            label: string;
            /**
             * Stage
             * @description found, explained, resolved, in_training, in_golden, fixed ...
             */
            stage: string;
            /**
             * Reference
             * @description The dataset, golden version or model; "" for none.
             */
            reference: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * LookSeen
         * @description One look, without what its monitors keep for the next one.
         */
        LookSeen: {
            /** Id */
            id: string;
            /** Number */
            number: number;
            /** Model Id */
            model_id: string | null;
            /**
             * Upto
             * Format: date-time
             * @description Everything before it has been read.
             */
            upto: string;
            /** Figures */
            figures: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * LookedSeen
         * @description A look and what came of it.
         */
        LookedSeen: {
            look: components["schemas"]["LookSeen"];
            /**
             * Raised
             * @description By this look.
             */
            raised: components["schemas"]["AlarmSeen"][];
            /**
             * Open
             * @description After this look, newest first.
             */
            open: components["schemas"]["AlarmSeen"][];
        };
        /**
         * Me
         * @description Who the caller is, and what for.
         */
        Me: {
            /** Name */
            name: string;
            /**
             * Csrf
             * @description To be sent as X-CSRF-Token with every change; null for an API key.
             */
            csrf: string | null;
            /** Roles */
            roles: components["schemas"]["RoleHeld"][];
            /** Projects */
            projects: components["schemas"]["ProjectSeen"][];
        };
        /**
         * MixedSeen
         * @description Two labels that people give to the same item.
         */
        MixedSeen: {
            /** A */
            a: string;
            /** B */
            b: string;
            /** Times */
            times: number;
            /** @description Of the items that get either label: those with both. */
            share: components["schemas"]["EstimateSeen"];
            /** Items */
            items: components["schemas"]["DiffersSeen"][];
        };
        /**
         * ModelSeen
         * @description A model and everything that it came from.
         */
        ModelSeen: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Name */
            name: string;
            /** Dataset Id */
            dataset_id: string | null;
            /**
             * Blob
             * @description Its file's content hash; null: it runs elsewhere.
             */
            blob: string | null;
            /** Trainer */
            trainer: string | null;
            /** Seed */
            seed: number | null;
            /** Policy Version */
            policy_version: number;
            /** Code Version */
            code_version: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Champion */
            champion: boolean;
            /** Promoted At */
            promoted_at: string | null;
            /** Promoted By */
            promoted_by: string | null;
            /** @description How it last became champion. */
            reason: components["schemas"]["errata__core__model__Reason"] | null;
            /** @description The newest that judged it. */
            gate: components["schemas"]["GateOutcome"] | null;
        };
        /**
         * MonitorSeen
         * @description Something that is watched.
         */
        MonitorSeen: {
            /** Name */
            name: string;
            /**
             * Says
             * @description What it watches, in words.
             */
            says: string;
            /**
             * Watching
             * @description False while there is nothing to compare with yet.
             */
            watching: boolean;
            /**
             * Began
             * Format: date-time
             */
            began: string;
            /**
             * Alarm
             * @default false
             */
            alarm: boolean;
            /** Log Evidence */
            log_evidence: number | null;
            /**
             * Threshold
             * @description The log evidence that is an alarm.
             */
            threshold: number | null;
            /**
             * Rows
             * @default 0
             */
            rows: number;
            since: components["schemas"]["SinceSeen"] | null;
            /**
             * Features
             * @description Strongest evidence first.
             * @default []
             */
            features: components["schemas"]["FeatureSeen"][];
            /** @description Audited, since it began. */
            error: components["schemas"]["EstimateSeen"] | null;
            /**
             * Accepted
             * @description The error that is no reason for an alarm.
             */
            accepted: number | null;
            /**
             * Basis
             * @description What `accepted` rests on.
             * @default {}
             */
            basis: {
                [key: string]: unknown;
            };
            /**
             * Unanswered
             * @description Audits that nobody settled in time.
             * @default 0
             */
            unanswered: number;
            /** History */
            history: components["schemas"]["EvidenceSeen"][];
        };
        /**
         * MySummary
         * @description The caller's own answers, and what came of them by now.
         */
        MySummary: {
            /** Reviews */
            reviews: number;
            /** Corrections */
            corrections: number;
            /** Confirmations */
            confirmations: number;
            /** Unsure */
            unsure: number;
            /** Skipped */
            skipped: number;
            /** Seconds */
            seconds: number;
            /** Resolved */
            resolved: number;
            /** In Training */
            in_training: number;
            /** Golden */
            golden: number;
            /** Fixed */
            fixed: number;
            /** Learned By */
            learned_by: components["schemas"]["LearnedSeen"][];
            /**
             * Session Items
             * @description Tasks of one focused session.
             */
            session_items: number;
            /**
             * Guideline Seen
             * @description The newest version they answered with; 0: none.
             */
            guideline_seen: number;
            /**
             * Scoring
             * @enum {string}
             */
            scoring: "named" | "pseudonymous" | "off";
            /** @description Of answers whose truth is known, up to the last session that ended. */
            accuracy: components["schemas"]["EstimateSeen"] | null;
            session: components["schemas"]["SessionPeriod"];
            /** @description What was done since the last rest of eight hours. */
            day: components["schemas"]["PeriodSeen"];
            /**
             * Taught
             * @description Answers that were known before, of sessions that have ended; newest first.
             */
            taught: components["schemas"]["TaughtSeen"][];
            /**
             * Lives
             * @description What became of their corrections; newest first.
             */
            lives: components["schemas"]["LifeSeen"][];
        };
        /**
         * NowSeen
         * @description What somebody is doing.
         */
        NowSeen: {
            /**
             * State
             * @enum {string}
             */
            state: "working" | "resting" | "away";
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Until */
            until: string | null;
            /** Reason */
            reason: ("session" | "day" | "tired" | "haste" | "lead") | null;
            /**
             * Minutes
             * @description Of work in this session.
             */
            minutes: number;
            /** Items */
            items: number;
        };
        /**
         * OneHeld
         * @description A task that is held.
         */
        OneHeld: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
            /** Id */
            id: string;
        };
        /**
         * OpinionSeen
         * @description What somebody said of a task; who and when is not told.
         */
        OpinionSeen: {
            /**
             * Label
             * @description Null: they could not tell.
             */
            label: string | null;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /** Evidence */
            evidence: (components["schemas"]["Span"] | components["schemas"]["Region"])[];
        };
        /**
         * OutcomeGiven
         * @description What the world said of a prediction: a correction, a complaint, a reversal.
         */
        OutcomeGiven: {
            /**
             * Id
             * @description Your own UUIDv7: sent again, the stored outcome is answered.
             */
            id?: string | null;
            /** Prediction Id */
            prediction_id: string;
            /**
             * Label
             * @description null: somebody complained, no more.
             */
            label?: string | null;
            /** Cause */
            cause?: string | null;
            /**
             * Why
             * @default
             */
            why?: string;
            /**
             * By
             * @description Who saw it; left out: the caller. It makes nobody trusted.
             */
            by?: string | null;
        };
        /**
         * OutcomeKept
         * @description What became of an outcome.
         */
        OutcomeKept: {
            /** Id */
            id: string;
            /**
             * Trusted
             * @description It may train directly.
             */
            trusted: boolean;
            /**
             * Task Created
             * @description People will look at it: a task was made, or moved up in the queue.
             */
            task_created: boolean;
        };
        /**
         * OutcomesKept
         * @description What became of a list of outcomes, in its order.
         */
        OutcomesKept: {
            /** Outcomes */
            outcomes: components["schemas"]["OutcomeKept"][];
        };
        /**
         * OverviewSeen
         * @description The loop at a glance.
         */
        OverviewSeen: {
            status: components["schemas"]["StatusSeen"];
            /** Stages */
            stages: components["schemas"]["StageSeen"][];
            /** Accuracy Over Time */
            accuracy_over_time: components["schemas"]["WindowSeen"][];
            /** Promotions */
            promotions: components["schemas"]["PromotionTold"][];
            /**
             * Alarms
             * @description Open ones first.
             */
            alarms: components["schemas"]["AlarmSeen"][];
        };
        /** Page[AlarmSeen] */
        Page_AlarmSeen_: {
            /** Items */
            items: components["schemas"]["AlarmSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[AuditLine] */
        Page_AuditLine_: {
            /** Items */
            items: components["schemas"]["AuditLine"][];
            /** Next */
            next: string | null;
        };
        /** Page[CauseSeen] */
        Page_CauseSeen_: {
            /** Items */
            items: components["schemas"]["CauseSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[CertificateListed] */
        Page_CertificateListed_: {
            /** Items */
            items: components["schemas"]["CertificateListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[ContestSeen] */
        Page_ContestSeen_: {
            /** Items */
            items: components["schemas"]["ContestSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[CredentialSeen] */
        Page_CredentialSeen_: {
            /** Items */
            items: components["schemas"]["CredentialSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[CycleSeen] */
        Page_CycleSeen_: {
            /** Items */
            items: components["schemas"]["CycleSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[DatasetSeen] */
        Page_DatasetSeen_: {
            /** Items */
            items: components["schemas"]["DatasetSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[DeliveryShown] */
        Page_DeliveryShown_: {
            /** Items */
            items: components["schemas"]["DeliveryShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[DisputeListed] */
        Page_DisputeListed_: {
            /** Items */
            items: components["schemas"]["DisputeListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[GateListed] */
        Page_GateListed_: {
            /** Items */
            items: components["schemas"]["GateListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[GuidelineListed] */
        Page_GuidelineListed_: {
            /** Items */
            items: components["schemas"]["GuidelineListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[JobSeen] */
        Page_JobSeen_: {
            /** Items */
            items: components["schemas"]["JobSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[KeyShown] */
        Page_KeyShown_: {
            /** Items */
            items: components["schemas"]["KeyShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[ModelSeen] */
        Page_ModelSeen_: {
            /** Items */
            items: components["schemas"]["ModelSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[ProjectListed] */
        Page_ProjectListed_: {
            /** Items */
            items: components["schemas"]["ProjectListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[ResolutionSeen] */
        Page_ResolutionSeen_: {
            /** Items */
            items: components["schemas"]["errata__server__shapes__lead_tasks__ResolutionSeen"][];
            /** Next */
            next: string | null;
        };
        /** Page[TaskListed] */
        Page_TaskListed_: {
            /** Items */
            items: components["schemas"]["TaskListed"][];
            /** Next */
            next: string | null;
        };
        /** Page[UserShown] */
        Page_UserShown_: {
            /** Items */
            items: components["schemas"]["UserShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[WebhookShown] */
        Page_WebhookShown_: {
            /** Items */
            items: components["schemas"]["WebhookShown"][];
            /** Next */
            next: string | null;
        };
        /**
         * PairSeen
         * @description Two reviewers, how often they agree, and what they differ on.
         */
        PairSeen: {
            /** A */
            a: string;
            /** B */
            b: string;
            agreement: components["schemas"]["EstimateSeen"];
            /** Items */
            items: components["schemas"]["DiffersSeen"][];
        };
        /**
         * PasswordChange
         * @description The old password and the new one.
         */
        PasswordChange: {
            /** Old */
            old: string;
            /** New */
            new: string;
        };
        /**
         * PauseGiven
         * @description How long somebody pauses, and what they are told.
         */
        PauseGiven: {
            /** Minutes */
            minutes: number;
            /**
             * Why
             * @default
             */
            why?: string;
        };
        /**
         * PauseSeen
         * @description A pause, past or not.
         */
        PauseSeen: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "session" | "day" | "tired" | "haste" | "lead";
            /** Says */
            says: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * PeriodSeen
         * @description What was done in a session, or on a day, and how much may be.
         */
        PeriodSeen: {
            /**
             * Minutes
             * @description Of work; idle time is left out.
             */
            minutes: number;
            /** Items */
            items: number;
            /**
             * Minutes Limit
             * @description 0: no limit.
             */
            minutes_limit: number;
            /**
             * Items Limit
             * @description 0: no limit.
             */
            items_limit: number;
        };
        /**
         * PickGiven
         * @description How many to move to the top of the queue, and how they are chosen.
         */
        PickGiven: {
            /** N */
            n: number;
            /**
             * Strategy
             * @description A versioned name; left out: as the policy says.
             */
            strategy?: string | null;
            /**
             * Seed
             * @default 0
             */
            seed?: number;
        };
        /**
         * Picked
         * @description What was moved up, best first.
         */
        Picked: {
            /** Tasks */
            tasks: number;
            /** Picked */
            picked: {
                [key: string]: unknown;
            }[];
        };
        /**
         * PolicyChange
         * @description The rules from now on.
         */
        PolicyChange: {
            /**
             * Policy
             * @description What is not named takes its default; over HTTP outcomes.trusted then names nobody, and review.blind is audits.
             */
            policy: {
                [key: string]: unknown;
            };
        };
        /**
         * PolicyMade
         * @description The version that the rules have.
         */
        PolicyMade: {
            /** Version */
            version: number;
        };
        /**
         * PredictionShown
         * @description A stored prediction, as a trace reads it.
         */
        PredictionShown: {
            /** Id */
            id: string;
            /** Item Id */
            item_id: string;
            /** Model */
            model: string;
            /** Label */
            label: string;
            /** Runner Up */
            runner_up: string | null;
            /**
             * Confidence
             * @description Calibrated; null when only a label was sent.
             */
            confidence: number | null;
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            } | null;
            /**
             * Decision
             * @enum {string}
             */
            decision: "accept" | "review" | "expert";
            /** Reasons */
            reasons: string[];
            /** Score */
            score: number;
            /**
             * Propensity
             * @description The chance, fixed at capture, of being sampled.
             */
            propensity: number;
            /** Sampled */
            sampled: boolean;
            /** Strategy */
            strategy: string;
            /** Policy Version */
            policy_version: number;
            /** Attributes */
            attributes: {
                [key: string]: unknown;
            };
            /** Group */
            group: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * ProjectListed
         * @description A project that the caller has a role in.
         */
        ProjectListed: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /**
             * Labels
             * @description In use.
             */
            labels: string[];
            role: components["schemas"]["Role"];
        };
        /**
         * ProjectMaking
         * @description A new project.
         */
        ProjectMaking: {
            /** Name */
            name: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "image" | "record";
            /** Labels */
            labels: string[];
            /**
             * Policy
             * @description Settings as in errata.toml. What is not named takes its default; over HTTP outcomes.trusted then names nobody, and review.blind is audits.
             */
            policy?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * ProjectSeen
         * @description A project that the caller has a role in.
         */
        ProjectSeen: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Labels */
            labels: string[];
            role: components["schemas"]["Role"];
        };
        /**
         * ProjectShown
         * @description A project with the policy in force.
         */
        ProjectShown: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /**
             * Labels
             * @description The columns of probabilities, in order.
             */
            labels: string[];
            /**
             * In Use
             * @description Those of them that may be given.
             */
            in_use: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Policy Version */
            policy_version: number;
            /** Policy */
            policy: {
                [key: string]: unknown;
            };
        };
        /**
         * PromoteGiven
         * @description Why; an override says so and names its reason.
         */
        PromoteGiven: {
            /**
             * Why
             * @default
             */
            why?: string;
            /**
             * Override
             * @default false
             */
            override?: boolean;
        };
        /**
         * PromotionSeen
         * @description A change of champion.
         */
        PromotionSeen: {
            /** Id */
            id: string;
            /** Project Id */
            project_id: string;
            /** Number */
            number: number;
            /** Model Id */
            model_id: string;
            /** Previous Id */
            previous_id: string | null;
            /** Gate Id */
            gate_id: string | null;
            reason: components["schemas"]["errata__core__model__Reason"];
            /** By */
            by: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Model */
            model: string;
            /** Previous */
            previous: string | null;
        };
        /**
         * PromotionTold
         * @description A change of champion.
         */
        PromotionTold: {
            /** Model */
            model: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            reason: components["schemas"]["errata__core__model__Reason"];
            /** By */
            by: string;
            /** Why */
            why: string;
        };
        /**
         * ProposalSeen
         * @description A certificate as it would be, and what it would cost; nothing is stored.
         */
        ProposalSeen: {
            /** Model */
            model: string;
            /** Threshold */
            threshold: number | null;
            /** Alpha */
            alpha: number;
            /** Delta */
            delta: number;
            coverage: components["schemas"]["EstimateSeen"];
            /** Risk Upper */
            risk_upper: number;
            /** N */
            n: number;
            /** Method */
            method: string;
            /** Calibrator */
            calibrator: {
                [key: string]: unknown;
            } | null;
            /** Plan */
            plan: {
                [key: string]: unknown;
            };
            bands: components["schemas"]["BandsSeen"];
            /** A Day */
            a_day: number | null;
            /** Audits A Day */
            audits_a_day: number | null;
            reviews_a_day: components["schemas"]["EstimateSeen"] | null;
            /** Curve */
            curve: {
                [key: string]: unknown;
            };
        };
        /**
         * ProveGiven
         * @description Whom to prove; left out: the newest candidate.
         */
        ProveGiven: {
            /** Candidate */
            candidate?: string | null;
        };
        /**
         * ReasonSeen
         * @description What several people wrote, in the words of one of them.
         */
        ReasonSeen: {
            /** Says */
            says: string;
            /** N */
            n: number;
            /** Examples */
            examples: components["schemas"]["ErrorShown"][];
        };
        /**
         * RecordItem
         * @description Named fields.
         */
        RecordItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "record";
            /** Fields */
            fields: {
                [key: string]: string | number | boolean | null;
            };
        };
        /**
         * Region
         * @description A rectangle of an image, as shares of its width and height.
         */
        Region: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "region";
            /**
             * Frame
             * @default 0
             */
            frame?: number;
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Width */
            width: number;
            /** Height */
            height: number;
        };
        /**
         * ReleaseAll
         * @description What a closing page holds.
         */
        ReleaseAll: {
            /** Tasks */
            tasks: components["schemas"]["OneHeld"][];
        };
        /**
         * ReliabilitySeen
         * @description How far confidence is from the share that is right.
         */
        ReliabilitySeen: {
            ece: components["schemas"]["EstimateSeen"];
            /** Bins */
            bins: components["schemas"]["BinSeen"][];
        };
        /**
         * RemediesSeen
         * @description What should be done: in all, by error vector, by class.
         */
        RemediesSeen: {
            /** Remedies */
            remedies: components["schemas"]["RemedyCounted"][];
            whole: components["schemas"]["AdviceSeen"];
            /**
             * Vectors
             * @description Strongest first.
             */
            vectors: components["schemas"]["AdviceSeen"][];
            /**
             * Classes
             * @description By what was right, most errors first.
             */
            classes: components["schemas"]["AdviceSeen"][];
            /**
             * Says
             * @description How the errors came to be known.
             */
            says: string;
        };
        /**
         * Remedy
         * @description What a cause of errors asks for.
         * @enum {string}
         */
        Remedy: "collect_data" | "change_model" | "refine_guidelines" | "fix_input";
        /**
         * RemedyCounted
         * @description A remedy and the share of the explained errors that ask for it.
         */
        RemedyCounted: {
            remedy: components["schemas"]["Remedy"];
            share: components["schemas"]["EstimateSeen"];
            /** N */
            n: number;
        };
        /**
         * ResolutionKind
         * @description What the reviews of a task added up to.
         * @enum {string}
         */
        ResolutionKind: "accepted" | "adjudicated" | "rejected";
        /**
         * RestSeen
         * @description Nothing is handed out before then.
         */
        RestSeen: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "session" | "day" | "tired" | "haste" | "lead";
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Says */
            says: string;
        };
        /**
         * RetrainGiven
         * @description What to train; what is left out is as the policy says.
         */
        RetrainGiven: {
            /** Trainer */
            trainer?: string | null;
            /** Seed */
            seed?: number | null;
            /**
             * Dataset
             * @description A version's number or identifier.
             */
            dataset?: string | null;
        };
        /**
         * RevealGiven
         * @description The label that the reviewer commits to.
         */
        RevealGiven: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
            /** Label */
            label: string;
        };
        /**
         * Revealed
         * @description The model's answer, after the reviewer's.
         */
        Revealed: {
            /** Prediction */
            prediction: components["schemas"]["Said"][];
            /** Reasons */
            reasons: components["schemas"]["errata__server__shapes__tasks__Reason"][];
            /** Model */
            model: string;
        };
        /**
         * ReviewAnswer
         * @description The stored answer.
         */
        ReviewAnswer: {
            /** Review Id */
            review_id: string;
            /** @description If this answer settled the task. */
            resolution: components["schemas"]["errata__server__shapes__reviews__ResolutionSeen"] | null;
            /** Prediction */
            prediction: components["schemas"]["Said"][];
            /** Model */
            model: string;
            /**
             * Correction
             * @description Whether the label differs from the model's.
             */
            correction: boolean;
        };
        /**
         * ReviewGiven
         * @description An answer: a label, or `unsure`.
         */
        ReviewGiven: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
            /** Label */
            label?: string | null;
            /**
             * Unsure
             * @default false
             */
            unsure?: boolean;
            /** Cause */
            cause?: string | null;
            /**
             * Why
             * @default
             */
            why?: string;
            /**
             * Evidence
             * @default []
             */
            evidence?: (components["schemas"]["Span"] | components["schemas"]["Region"])[];
            /**
             * Seconds Spent
             * @default 0
             */
            seconds_spent?: number;
            /**
             * Guideline Version
             * @description The version that was read; none: the newest.
             */
            guideline_version?: number | null;
        };
        /**
         * ReviewTold
         * @description One reviewer's answer.
         */
        ReviewTold: {
            /** Id */
            id: string;
            /** Reviewer */
            reviewer: string;
            /** Answer */
            answer: string;
            /** Label */
            label: string | null;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /** Evidence */
            evidence: {
                [key: string]: unknown;
            }[];
            /** Seconds */
            seconds: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Blind */
            blind: boolean;
            /** Guideline Version */
            guideline_version: number;
        };
        /**
         * ReviewerSeen
         * @description One reviewer in the list.
         */
        ReviewerSeen: {
            /** Name */
            name: string;
            /** Reviews */
            reviews: number;
            /** Unsure */
            unsure: number;
            /** Skipped */
            skipped: number;
            /** Seconds Median */
            seconds_median: number | null;
            /** @description With most of the others' answers to the same tasks. */
            agreement: components["schemas"]["EstimateSeen"] | null;
            /** Corrections */
            corrections: number;
            /**
             * Looked At
             * @description The newest reviews, of which all but the counts are told.
             */
            looked_at: number;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /**
             * Skills
             * @description Empty where names are hidden.
             */
            skills: components["schemas"]["ReviewerSkill"][];
            /** @description Of answers whose truth is known; null: of none, or nobody is scored. */
            accuracy: components["schemas"]["EstimateSeen"] | null;
            /** @description Accuracy of the last four weeks less that of the four before. */
            drift: components["schemas"]["EstimateSeen"] | null;
            /** @description Null where names are hidden. */
            now: components["schemas"]["NowSeen"] | null;
            /**
             * Contests
             * @description Scores that they contest and no lead has settled.
             */
            contests: number;
        };
        /**
         * ReviewerSkill
         * @description What a reviewer can do, and who says so.
         */
        ReviewerSkill: {
            /** Skill */
            skill: string;
            /** State */
            state: string;
            /** Expires At */
            expires_at: string | null;
        };
        /**
         * ReviewerTold
         * @description One reviewer, with weeks, domains, pauses and contests.
         */
        ReviewerTold: {
            /** Name */
            name: string;
            /** Reviews */
            reviews: number;
            /** Unsure */
            unsure: number;
            /** Skipped */
            skipped: number;
            /** Seconds Median */
            seconds_median: number | null;
            /** @description With most of the others' answers to the same tasks. */
            agreement: components["schemas"]["EstimateSeen"] | null;
            /** Corrections */
            corrections: number;
            /**
             * Looked At
             * @description The newest reviews, of which all but the counts are told.
             */
            looked_at: number;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /**
             * Skills
             * @description Empty where names are hidden.
             */
            skills: components["schemas"]["ReviewerSkill"][];
            /** @description Of answers whose truth is known; null: of none, or nobody is scored. */
            accuracy: components["schemas"]["EstimateSeen"] | null;
            /** @description Accuracy of the last four weeks less that of the four before. */
            drift: components["schemas"]["EstimateSeen"] | null;
            /** @description Null where names are hidden. */
            now: components["schemas"]["NowSeen"] | null;
            /**
             * Scoring
             * @enum {string}
             */
            scoring: "named" | "pseudonymous" | "off";
            /** Domains */
            domains: components["schemas"]["DomainSeen"][];
            /** Weeks */
            weeks: components["schemas"]["WeekSeen"][];
            /** Pauses */
            pauses: components["schemas"]["PauseSeen"][];
            /**
             * Contests
             * @description Newest first.
             */
            contests: components["schemas"]["ContestSeen"][];
        };
        /**
         * ReviewersSeen
         * @description Reviewers by name, and how much the model's answer anchors them.
         */
        ReviewersSeen: {
            /** Items */
            items: components["schemas"]["ReviewerSeen"][];
            /** Next */
            next: string | null;
            anchoring: components["schemas"]["AnchoringSeen"];
            /**
             * Scoring
             * @enum {string}
             */
            scoring: "named" | "pseudonymous" | "off";
        };
        /**
         * Role
         * @description What a person or a program is to a project.
         * @enum {string}
         */
        Role: "admin" | "lead" | "reviewer" | "service";
        /**
         * RoleChange
         * @description What somebody is to be in a project.
         */
        RoleChange: {
            /**
             * Project
             * @description The project; "" stands for everywhere, which only admins give.
             */
            project: string;
            /** @description null takes the role away. */
            role: components["schemas"]["Role"] | null;
            /**
             * Skills
             * @description Left out: as they are.
             */
            skills?: string[] | null;
        };
        /**
         * RoleHeld
         * @description What somebody is in a project, or everywhere ("").
         */
        RoleHeld: {
            /** Project */
            project: string;
            role: components["schemas"]["Role"];
            /** Skills */
            skills: string[];
        };
        /**
         * RollbackGiven
         * @description Why the champion goes.
         */
        RollbackGiven: {
            /** Why */
            why: string;
        };
        /**
         * RowSeen
         * @description An item as one version has it.
         */
        RowSeen: {
            /** Label */
            label: string;
            /** Weight */
            weight: number;
        };
        /**
         * Said
         * @description A label and how probable the model holds it, calibrated; null where it does not say.
         */
        Said: {
            /** Label */
            label: string;
            /** Probability */
            probability: number | null;
        };
        /**
         * SectionSeen
         * @description What the guidelines say of one label, or in general.
         */
        SectionSeen: {
            /** Label */
            label: string | null;
            /**
             * Text
             * @description Markdown, without the examples.
             */
            text: string;
            /** Do */
            do: string[];
            /** Dont */
            dont: string[];
        };
        /**
         * SessionPeriod
         * @description The session that goes on.
         */
        SessionPeriod: {
            /**
             * Minutes
             * @description Of work; idle time is left out.
             */
            minutes: number;
            /** Items */
            items: number;
            /**
             * Minutes Limit
             * @description 0: no limit.
             */
            minutes_limit: number;
            /**
             * Items Limit
             * @description 0: no limit.
             */
            items_limit: number;
            /** @description The rest that is due; nothing is handed out. */
            rest: components["schemas"]["RestSeen"] | null;
        };
        /**
         * SettledSeen
         * @description What a lead made of a contest.
         */
        SettledSeen: {
            /** Upheld */
            upheld: boolean;
            /** By */
            by: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SimulateGiven
         * @description The promises to compare.
         */
        SimulateGiven: {
            /** Alphas */
            alphas?: number[] | null;
            /** Delta */
            delta?: number | null;
        };
        /**
         * SimulatedSeen
         * @description One promise, and what a day under it would be.
         */
        SimulatedSeen: {
            /** Alpha */
            alpha: number;
            /**
             * Threshold
             * @description Null: not certified, everything is reviewed.
             */
            threshold: number | null;
            coverage: components["schemas"]["EstimateSeen"];
            reviews_a_day: components["schemas"]["EstimateSeen"];
            errors_reaching_users_a_day: components["schemas"]["EstimateSeen"];
            /** Needed */
            needed: number | null;
        };
        /**
         * SimulationSeen
         * @description Promises side by side, strictest first.
         */
        SimulationSeen: {
            /** Model */
            model: string;
            /** Rows */
            rows: components["schemas"]["SimulatedSeen"][];
            /** N */
            n: number;
            /** A Day */
            a_day: number;
            /**
             * Known Traffic
             * @description False: a day is taken to have 1,000 predictions.
             */
            known_traffic: boolean;
            /** Delta */
            delta: number;
            /** Says */
            says: string;
        };
        /**
         * SinceSeen
         * @description When something changed, and from what to what.
         */
        SinceSeen: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Low
             * Format: date-time
             */
            low: string;
            /**
             * High
             * Format: date-time
             */
            high: string;
            /** Before */
            before: number | null;
            /** Now */
            now: number | null;
        };
        /**
         * SkillDeclared
         * @description A skill that the caller has, they say.
         */
        SkillDeclared: {
            /** Skill */
            skill: string;
            /**
             * Note
             * @description What it rests on: a licence, a test.
             * @default
             */
            note?: string;
        };
        /**
         * SkillNamed
         * @description A skill of a reviewer.
         */
        SkillNamed: {
            /** Reviewer */
            reviewer: string;
            /** Skill */
            skill: string;
        };
        /**
         * SkillVerified
         * @description A skill that the caller vouches for.
         */
        SkillVerified: {
            /** Reviewer */
            reviewer: string;
            /** Skill */
            skill: string;
            /**
             * Expires At
             * @description From then on it opens nothing; null: it stays good.
             */
            expires_at?: string | null;
            /**
             * Note
             * @description Left out: as declared.
             */
            note?: string | null;
        };
        /**
         * SkipGiven
         * @description Why the task is left to others.
         */
        SkipGiven: {
            /**
             * Token
             * @description The task's, as it came.
             */
            token: number;
            /** Why */
            why: string;
        };
        /**
         * SliceAccuracySeen
         * @description The predictions that share one value of an attribute.
         */
        SliceAccuracySeen: {
            /** Attribute */
            attribute: string;
            /** Value */
            value: string;
            estimate: components["schemas"]["EstimateSeen"];
        };
        /**
         * SliceAlias
         * @description Another name of nearly the same rows.
         */
        SliceAlias: {
            /** Name */
            name: string;
            /** Predicate */
            predicate: {
                [key: string]: string;
            };
            /** Support */
            support: number;
            error_rate: components["schemas"]["EstimateSeen"];
            lift: components["schemas"]["EstimateSeen"];
            /** P Value */
            p_value: number;
        };
        /**
         * SliceExample
         * @description One error in a slice.
         */
        SliceExample: {
            /**
             * Task Id
             * @description Null where a history told it and nobody here looked.
             */
            task_id: string | null;
            /** Prediction Id */
            prediction_id: string;
            /** Excerpt */
            excerpt: string;
            /** Predicted */
            predicted: string;
            /** Label */
            label: string;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
        };
        /**
         * SliceSeen
         * @description An error vector.
         */
        SliceSeen: {
            /** Name */
            name: string;
            /** Predicate */
            predicate: {
                [key: string]: string;
            };
            /** Support */
            support: number;
            error_rate: components["schemas"]["EstimateSeen"];
            lift: components["schemas"]["EstimateSeen"];
            /**
             * P Value
             * @description Adjusted for everything that could have been found.
             */
            p_value: number;
            /**
             * Story
             * @description The name of the slice that heads its story; its own for a head.
             */
            story: string;
            /**
             * Aliases
             * @description Of a head: other names of nearly its rows.
             */
            aliases: components["schemas"]["SliceAlias"][];
            /**
             * Says
             * @description What it is to its story, in words.
             */
            says: string;
            /** Examples */
            examples: components["schemas"]["SliceExample"][];
            /** Causes */
            causes: {
                [key: string]: number;
            };
            /** @description What the most frequent cause asks for. */
            remedy: components["schemas"]["Remedy"] | null;
            /** Watched */
            watched: boolean;
            watch: components["schemas"]["SliceWatchSeen"] | null;
        };
        /**
         * SliceWatchMade
         * @description A slice is watched from now on, or no more.
         */
        SliceWatchMade: {
            /** By */
            by: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Name */
            name: string;
            /** Predicate */
            predicate: {
                [key: string]: string;
            };
            /** Watched */
            watched: boolean;
            /** Weight */
            weight: number;
        };
        /**
         * SliceWatchSeen
         * @description Who asked that new predictions in a slice are flagged.
         */
        SliceWatchSeen: {
            /** By */
            by: string;
            /** Why */
            why: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SlicesSeen
         * @description The error vectors among what was judged, story by story, strongest first.
         */
        SlicesSeen: {
            /** Found */
            found: components["schemas"]["SliceSeen"][];
            /** Watched */
            watched: components["schemas"]["WatchedSlice"][];
            /** N */
            n: number;
            /** Errors */
            errors: number;
            /**
             * Sampled
             * @description Drawn at random: then the rates are production's.
             */
            sampled: boolean;
            /** Says */
            says: string;
        };
        /**
         * Span
         * @description A part of the text, counted in UTF-16 code units as browsers do.
         */
        Span: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "span";
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Text */
            text: string;
        };
        /**
         * Stage
         * @description How far a dispute is.
         * @enum {string}
         */
        Stage: "open" | "adjudicated" | "rejected";
        /**
         * StageSeen
         * @description What is at one stage of the loop.
         */
        StageSeen: {
            /** Name */
            name: string;
            /** Says */
            says: string;
            /** Count */
            count: number;
            /** Oldest */
            oldest: string | null;
            /**
             * Href
             * @description The page that lists it.
             */
            href: string;
        };
        /**
         * State
         * @description How far a task is.
         * @enum {string}
         */
        State: "open" | "held" | "answered" | "resolved" | "overdue";
        /**
         * StatusSeen
         * @description Counts at every stage, what is known of production, and how the model stands.
         */
        StatusSeen: {
            /** Project */
            project: string;
            /** Champion */
            champion: string | null;
            /** Predictions */
            predictions: number;
            /** Tasks Open */
            tasks_open: number;
            /** Oldest Open */
            oldest_open: string | null;
            /** Reviews */
            reviews: number;
            /** Resolutions */
            resolutions: {
                [key: string]: number;
            };
            /** Errors */
            errors: {
                [key: string]: number;
            };
            /** Errors Found */
            errors_found: number;
            errors_estimated: components["schemas"]["EstimateSeen"] | null;
            accuracy: components["schemas"]["EstimateSeen"] | null;
            /** Held */
            held: {
                [key: string]: number;
            };
            /** Datasets */
            datasets: number;
            /** Models */
            models: number;
            certificate: components["schemas"]["CertificateSeen"] | null;
            last_cycle: components["schemas"]["CycleSeen"] | null;
            /**
             * Alarms
             * @description What the open alarms say, newest first.
             */
            alarms: string[];
            /**
             * First
             * @description The tasks at the head of the queue, and why.
             */
            first: string[];
            waiting: components["schemas"]["WaitingInQueue"];
        };
        /**
         * StorySeen
         * @description Everything that is known of one task.
         */
        StorySeen: {
            /** Id */
            id: string;
            /** Prediction Id */
            prediction_id: string;
            /** Predicted */
            predicted: string;
            /** Confidence */
            confidence: number | null;
            /** Flags */
            flags: string[];
            /** Priority */
            priority: number;
            /** Skill */
            skill: string;
            /** Overlap */
            overlap: number;
            /** Answers */
            answers: number;
            state: components["schemas"]["State"];
            /** Overdue */
            overdue: boolean;
            /** Held By */
            held_by: string | null;
            /** Model */
            model: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Due At */
            due_at: string | null;
            /** Excerpt */
            excerpt: string;
            /**
             * Why
             * @description Why it stands where it stands in the queue.
             */
            why: string;
            /**
             * Measures
             * @description Whether it is a honeypot: its answer is known, and tells of one reviewer.
             */
            measures: boolean;
            /** Item */
            item: components["schemas"]["TextItem"] | components["schemas"]["RecordItem"] | components["schemas"]["ImageItem"];
            /** Prediction */
            prediction: components["schemas"]["Said"][];
            /** Attributes */
            attributes: {
                [key: string]: unknown;
            };
            /** Group */
            group: string;
            /** Reviews */
            reviews: components["schemas"]["ReviewTold"][];
            resolution: components["schemas"]["errata__server__shapes__lead_tasks__ResolutionSeen"] | null;
            /** Trace */
            trace: string[];
        };
        /**
         * TaskListed
         * @description A task in a list.
         */
        TaskListed: {
            /** Id */
            id: string;
            /** Prediction Id */
            prediction_id: string;
            /** Predicted */
            predicted: string;
            /** Confidence */
            confidence: number | null;
            /** Flags */
            flags: string[];
            /** Priority */
            priority: number;
            /** Skill */
            skill: string;
            /** Overlap */
            overlap: number;
            /** Answers */
            answers: number;
            state: components["schemas"]["State"];
            /** Overdue */
            overdue: boolean;
            /** Held By */
            held_by: string | null;
            /** Model */
            model: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Due At */
            due_at: string | null;
            /** Excerpt */
            excerpt: string;
            /**
             * Why
             * @description Why it stands where it stands in the queue.
             */
            why: string;
            /**
             * Measures
             * @description Whether it is a honeypot: its answer is known, and tells of one reviewer.
             */
            measures: boolean;
        };
        /**
         * TaskSeen
         * @description A task in the reviewer's hands.
         */
        TaskSeen: {
            /** Id */
            id: string;
            /**
             * Token
             * @description Sent back with everything done to the task; opaque.
             */
            token: number;
            /** Item */
            item: components["schemas"]["TextItem"] | components["schemas"]["RecordItem"] | components["schemas"]["ImageItem"];
            /**
             * Prediction
             * @description The model's answer, likeliest first; null until a blind reviewer committed.
             */
            prediction: components["schemas"]["Said"][] | null;
            /** Model */
            model: string | null;
            /**
             * Blind
             * @description Whether the label comes before the model's answer.
             */
            blind: boolean;
            /**
             * Committed
             * @description The label given before the answer was revealed; the review carries it.
             */
            committed: string | null;
            /** Labels */
            labels: string[];
            /** Reasons */
            reasons: components["schemas"]["errata__server__shapes__tasks__Reason"][];
            /** Attributes */
            attributes: {
                [key: string]: unknown;
            };
            /**
             * Lease Expires At
             * Format: date-time
             */
            lease_expires_at: string;
            /**
             * Guideline Version
             * @description In force; 0 before the first.
             */
            guideline_version: number;
            draft: components["schemas"]["DraftSeen"] | null;
            /** Due At */
            due_at: string | null;
            /** @description For the expert alone who decides where people could not agree. */
            dispute: components["schemas"]["DisputeSeen"] | null;
        };
        /**
         * TaughtSeen
         * @description An answer that was known before, told afterwards so that one can learn from it.
         */
        TaughtSeen: {
            /** Task Id */
            task_id: string;
            /** Excerpt */
            excerpt: string;
            /**
             * Your Label
             * @description Null: they could not tell.
             */
            your_label: string | null;
            /**
             * Label
             * @description The agreed one.
             */
            label: string;
            /** Right */
            right: boolean;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Contest */
            contest: ("open" | "upheld" | "refused") | null;
            /**
             * Contest Why
             * @description What the lead said to the contest; "" before.
             */
            contest_why: string;
        };
        /**
         * TextItem
         * @description A text.
         */
        TextItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "text";
            /** Text */
            text: string;
        };
        /**
         * TraceSeen
         * @description The story of one thing, as a tree and as lines.
         */
        TraceSeen: {
            /** Kind */
            kind: string;
            /** Id */
            id: string;
            /** Says */
            says: string;
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
            /** Then */
            then: {
                [key: string]: unknown;
            }[];
            /** Lines */
            lines: string[];
        };
        /**
         * UnclearSeen
         * @description A class about which people part more often than not.
         */
        UnclearSeen: {
            /** Label */
            label: string;
            /** Mistaken For */
            mistaken_for: string;
            alpha: components["schemas"]["EstimateSeen"] | null;
            /** @description Of the items that either of two people called so: those on which they part. */
            apart: components["schemas"]["EstimateSeen"];
            /** Says */
            says: string;
            /** Examples */
            examples: components["schemas"]["DiffersSeen"][];
        };
        /**
         * UserShown
         * @description Somebody, as a project sees them.
         */
        UserShown: {
            /** Name */
            name: string;
            /** @description null: taken away. */
            role: components["schemas"]["Role"] | null;
            /**
             * Project
             * @description Where the role is from; "": it holds everywhere.
             */
            project: string;
            /** Skills */
            skills: string[];
            /**
             * Last Seen
             * @description The newest sign-in or answer.
             */
            last_seen: string | null;
            /**
             * Active
             * @description Has a role in any project.
             */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * Verb
         * @description Everything that can happen.
         * @enum {string}
         */
        Verb: "project_opened" | "policy_changed" | "predictions_captured" | "history_imported" | "base_added" | "hold_added" | "outcome_recorded" | "tasks_picked" | "task_claimed" | "lease_renewed" | "task_released" | "review_submitted" | "draft_kept" | "dataset_curated" | "model_trained" | "candidate_proved" | "model_promoted" | "model_rolled_back" | "model_certified" | "slices_found" | "cycle_run" | "log_compacted" | "label_committed" | "draft_saved" | "tasks_escalated" | "guidelines_changed" | "cause_changed" | "alarm_raised" | "alarm_closed" | "looked" | "slice_watched" | "credential_changed" | "reviewer_paused" | "honeypot_placed" | "contested" | "contest_settled" | "crowd_fitted" | "labels_changed" | "novelty_fitted" | "user_invited" | "user_joined" | "role_granted" | "password_changed" | "signed_in" | "signed_out" | "key_made" | "key_revoked" | "webhook_added" | "webhook_removed" | "webhook_tried" | "exported";
        /**
         * VerdictGiven
         * @description A lead's word on a contest.
         */
        VerdictGiven: {
            /** Upheld */
            upheld: boolean;
            /** Why */
            why: string;
        };
        /**
         * WaitingInQueue
         * @description What is in the queue, for whom.
         */
        WaitingInQueue: {
            /**
             * By Skill
             * @description Answers that nobody is giving, by the skill that they ask for.
             */
            by_skill: {
                [key: string]: number;
            };
            /** Held */
            held: number;
            /** Overdue */
            overdue: number;
            /** Overdue Since */
            overdue_since: string | null;
        };
        /**
         * WaitingSeen
         * @description Why there is nothing to claim.
         */
        WaitingSeen: {
            /** Held By Others */
            held_by_others: number;
            /** Held By You */
            held_by_you: number;
            /** Next Expiry */
            next_expiry: string | null;
            /**
             * Other Skill
             * @description Free tasks by the skill that they need.
             */
            other_skill: {
                [key: string]: number;
            };
            /** Says */
            says: string;
        };
        /**
         * WatchSeen
         * @description What is watched, what it shows, and what people must know.
         */
        WatchSeen: {
            /** Monitors */
            monitors: components["schemas"]["MonitorSeen"][];
            /**
             * Alarms
             * @description Open ones first.
             */
            alarms: components["schemas"]["AlarmSeen"][];
            health: components["schemas"]["HealthSeen"];
            /** Looked At */
            looked_at: string | null;
            /** Next Look */
            next_look: string | null;
            /** Every Minutes */
            every_minutes: number;
            /** Model */
            model: string | null;
            /** Says */
            says: string;
        };
        /**
         * WatchSlice
         * @description Watch a slice, or watch it no more; one that was never found needs its predicate.
         */
        WatchSlice: {
            /** Name */
            name?: string | null;
            /** Predicate */
            predicate?: {
                [key: string]: string;
            } | null;
            /**
             * Watched
             * @default true
             */
            watched?: boolean;
            /**
             * Weight
             * @description Its lift as GET slices tells it, for one that no search has stored.
             */
            weight?: number | null;
            /**
             * Why
             * @default
             */
            why?: string;
        };
        /**
         * WatchedSlice
         * @description A slice that is watched, found again or not.
         */
        WatchedSlice: {
            /** Name */
            name: string;
            /** Predicate */
            predicate: {
                [key: string]: string;
            };
            /**
             * Weight
             * @description Of its tasks in the queue: the slice's lift, at least 1.
             */
            weight: number;
            watch: components["schemas"]["SliceWatchSeen"];
        };
        /**
         * WebhookMade
         * @description A new webhook with the secret that signs its messages, shown once.
         */
        WebhookMade: {
            /** Id */
            id: string;
            /** Url */
            url: string;
            /** Events */
            events: string[];
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Active */
            active: boolean;
            /**
             * Failing
             * @description Messages that wait after a failed try.
             */
            failing: number;
            /** Secret */
            secret: string;
        };
        /**
         * WebhookMaking
         * @description An address to tell.
         */
        WebhookMaking: {
            /** Url */
            url: string;
            /**
             * Events
             * @description Left out: all of them.
             */
            events?: ("decision.final" | "decision.overdue" | "alarm")[] | null;
        };
        /**
         * WebhookShown
         * @description An address that is told.
         */
        WebhookShown: {
            /** Id */
            id: string;
            /** Url */
            url: string;
            /** Events */
            events: string[];
            /** By */
            by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Active */
            active: boolean;
            /**
             * Failing
             * @description Messages that wait after a failed try.
             */
            failing: number;
        };
        /**
         * WeekSeen
         * @description How somebody did in one week.
         */
        WeekSeen: {
            /**
             * Week
             * Format: date-time
             * @description Its Monday.
             */
            week: string;
            accuracy: components["schemas"]["EstimateSeen"] | null;
            /** Seconds Median */
            seconds_median: number | null;
            /** Answers */
            answers: number;
        };
        /**
         * What
         * @description What can be taken away.
         * @enum {string}
         */
        What: "corrections" | "dataset" | "golden" | "gates";
        /**
         * WindowSeen
         * @description A model's accuracy in production in a closed time window.
         */
        WindowSeen: {
            /**
             * From
             * Format: date-time
             */
            from: string;
            /**
             * To
             * Format: date-time
             */
            to: string;
            /** Model */
            model: string;
            estimate: components["schemas"]["EstimateSeen"];
        };
        /**
         * Reason
         * @description How a model came to be champion.
         * @enum {string}
         */
        errata__core__model__Reason: "first" | "proved" | "override" | "rollback";
        /**
         * ResolutionSeen
         * @description The agreed truth of one task, or the finding that there is none.
         */
        errata__server__shapes__lead_tasks__ResolutionSeen: {
            /** Id */
            id: string;
            /** Task Id */
            task_id: string;
            /** Prediction Id */
            prediction_id: string;
            /** Item Id */
            item_id: string;
            kind: components["schemas"]["ResolutionKind"];
            /** Label */
            label: string | null;
            /** Posterior */
            posterior: number;
            /** Method */
            method: string;
            /** N Reviews */
            n_reviews: number;
            /** Cause */
            cause: string | null;
            /** Why */
            why: string;
            /** Hold */
            hold: boolean;
            /** Sampled */
            sampled: boolean;
            /** Flags */
            flags: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * ResolutionSeen
         * @description What the task's reviews added up to.
         */
        errata__server__shapes__reviews__ResolutionSeen: {
            kind: components["schemas"]["ResolutionKind"];
            /** Label */
            label: string | null;
        };
        /**
         * Reason
         * @description Why the task is in the queue.
         */
        errata__server__shapes__tasks__Reason: {
            /** Flag */
            flag: string;
            /** Says */
            says: string;
        };
        /**
         * Problem
         * @description What went wrong, what was wanted and what to do (RFC 9457).
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            wanted?: string;
            do?: string;
            faults?: string[];
            instance: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    me_api_v1_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enter_api_v1_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_api_v1_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_api_v1_session_password_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_api_v1_invitations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Inviting"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_api_v1_invitations__token__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The link's last part. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_api_v1_invitations__token__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The link's last part. */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Joining"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_api_v1_users_get: {
        parameters: {
            query: {
                /** @description The project; "": those with a role everywhere. */
                project: string;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UserShown_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_users__name__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keys_api_v1_keys_get: {
        parameters: {
            query: {
                /** @description The project; "": the keys that open all of them. */
                project: string;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_KeyShown_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_api_v1_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyMaking"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_api_v1_keys__key__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_api_v1_projects_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_v1_projects_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectMaking"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    project_api_v1_projects__project__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rules_api_v1_projects__project__policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    predictions_api_v1_projects__project__predictions_post: {
        parameters: {
            query?: {
                /** @description Whose predictions these are, where they do not say. */
                model?: string | null;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Yours, best a UUIDv7: sent again, the stored decision is answered.
                     */
                    id?: string | null;
                    /** @description May be left out where the query names it. */
                    model?: string | null;
                    text?: string | null;
                    record?: {
                        [key: string]: string | number | boolean | null;
                    } | null;
                    /** @description A PNG, JPEG or DICOM file. */
                    image?: string | null;
                    /** @description One for each label in the project's order, or by label; sum 1. */
                    probabilities?: number[] | {
                        [key: string]: number;
                    } | null;
                    /** @description Left out: the most probable one. */
                    label?: string | null;
                    /** @description Facts that slices of errors are looked for in. */
                    attributes?: {
                        [key: string]: string | number | boolean | null;
                    } | null;
                    /** @description A patient, customer or thread. */
                    group?: string | null;
                    /** @description Whose data it is. */
                    subject?: string | null;
                } | {
                    /**
                     * Format: uuid
                     * @description Yours, best a UUIDv7: sent again, the stored decision is answered.
                     */
                    id?: string | null;
                    /** @description May be left out where the query names it. */
                    model?: string | null;
                    text?: string | null;
                    record?: {
                        [key: string]: string | number | boolean | null;
                    } | null;
                    /** @description A PNG, JPEG or DICOM file. */
                    image?: string | null;
                    /** @description One for each label in the project's order, or by label; sum 1. */
                    probabilities?: number[] | {
                        [key: string]: number;
                    } | null;
                    /** @description Left out: the most probable one. */
                    label?: string | null;
                    /** @description Facts that slices of errors are looked for in. */
                    attributes?: {
                        [key: string]: string | number | boolean | null;
                    } | null;
                    /** @description A patient, customer or thread. */
                    group?: string | null;
                    /** @description Whose data it is. */
                    subject?: string | null;
                }[];
                "application/x-ndjson": string;
                "application/vnd.apache.arrow.stream": string;
            };
        };
        responses: {
            /** @description All of them were stored before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        decision: "accept" | "review" | "expert";
                        reasons: string[];
                        label: string;
                        confidence: number | null;
                        replayed: boolean;
                    } | {
                        decisions: {
                            id: string;
                            /** @enum {string} */
                            decision: "accept" | "review" | "expert";
                            reasons: string[];
                            label: string;
                            confidence: number | null;
                            replayed: boolean;
                        }[];
                    };
                    "application/x-ndjson": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        decision: "accept" | "review" | "expert";
                        reasons: string[];
                        label: string;
                        confidence: number | null;
                        replayed: boolean;
                    } | {
                        decisions: {
                            id: string;
                            /** @enum {string} */
                            decision: "accept" | "review" | "expert";
                            reasons: string[];
                            label: string;
                            confidence: number | null;
                            replayed: boolean;
                        }[];
                    };
                    "application/x-ndjson": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prediction_api_v1_projects__project__predictions__prediction_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prediction_id: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictionShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decision_api_v1_projects__project__predictions__prediction_id__decision_get: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the answer to be final. */
                wait?: number;
            };
            header?: never;
            path: {
                prediction_id: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionShown"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputes_api_v1_projects__project__disputes_get: {
        parameters: {
            query?: {
                state?: components["schemas"]["Stage"];
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DisputeListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dispute_api_v1_projects__project__disputes__task__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeTold"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    outcomes_api_v1_projects__project__outcomes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutcomeGiven"] | components["schemas"]["OutcomeGiven"][];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeKept"] | components["schemas"]["OutcomesKept"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_api_v1_projects__project__webhooks_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WebhookShown_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_api_v1_projects__project__webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookMaking"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_api_v1_projects__project__webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deliveries_api_v1_projects__project__webhooks__webhook_id__deliveries_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                webhook_id: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DeliveryShown_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim_api_v1_projects__project__tasks_claim_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ClaimGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimAnswer"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_all_api_v1_projects__project__tasks_release_all_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseAll"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_api_v1_projects__project__tasks__task__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    one_frame_api_v1_projects__project__tasks__task__frames__k__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                k: number;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A PNG, or a frame's raw values; the task's `format` says which. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                    "application/octet-stream": unknown;
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_answer_api_v1_projects__project__tasks__task__reveal_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    review_api_v1_projects__project__tasks__task__review_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAnswer"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skip_api_v1_projects__project__tasks__task__skip_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkipGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewAnswer"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_api_v1_projects__project__tasks__task__release_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Held"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    heartbeat_api_v1_projects__project__tasks__task__heartbeat_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Held"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftSaved"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draft_api_v1_projects__project__tasks__task__draft_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftSaved"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    current_api_v1_projects__project__guidelines_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidelineSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_api_v1_projects__project__guidelines_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuidelineGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidelineMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    versions_api_v1_projects__project__guidelines_history_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GuidelineListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    one_version_api_v1_projects__project__guidelines__version__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuidelineSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edge_case_api_v1_projects__project__guidelines_edge_cases_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EdgeCaseGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EdgeCaseMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    causes_api_v1_projects__project__causes_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CauseSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_api_v1_projects__project__causes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_projects__project__causes__name__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_api_v1_projects__project__causes__name__rename_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseRename"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseReplaced"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_api_v1_projects__project__causes__name__merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseMerge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseReplaced"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    split_api_v1_projects__project__causes__name__split_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseSplit"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseReplaced"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    labels_api_v1_projects__project__labels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelsSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_v1_projects__project__labels_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelsEdit"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelsMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_api_v1_projects__project__reviewers_me_get: {
        parameters: {
            query?: {
                /** @description Only what was answered since then; with its zone. */
                since?: string | null;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySummary"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewer_api_v1_projects__project__reviewers__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As GET reviewers tells it. */
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewerTold"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pause_reviewer_api_v1_projects__project__reviewers__name__pause_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As GET reviewers tells it. */
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_reviewer_api_v1_projects__project__reviewers__name__resume_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As GET reviewers tells it. */
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contest_score_api_v1_projects__project__tasks__task__contest_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContestGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContestSaid"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contests_api_v1_projects__project__contests_get: {
        parameters: {
            query?: {
                /** @description Those that wait for a lead; false: the settled. */
                open?: boolean | null;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ContestSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settle_api_v1_projects__project__contests__contest_id__settle_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contest_id: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skills_api_v1_projects__project__credentials_get: {
        parameters: {
            query?: {
                /** @description Only of this reviewer. */
                reviewer?: string | null;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CredentialSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declare_skill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillDeclared"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_skill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillVerified"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_skill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillNamed"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    status_api_v1_projects__project__status_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overview_api_v1_projects__project__overview_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accuracy_api_v1_projects__project__accuracy_get: {
        parameters: {
            query?: {
                /** @description "class" or an attribute; else all with few values. */
                by?: string | null;
                /** @description All intervals of one list hold at once, not each for itself. */
                together?: boolean;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccuracySeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watch_api_v1_projects__project__watch_get: {
        parameters: {
            query?: {
                /** @description Newest looks that the history holds. */
                looks?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    look_api_v1_projects__project__watch_look_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookedSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alarms_api_v1_projects__project__alarms_get: {
        parameters: {
            query?: {
                /** @description Those that are open, or those that are closed, alone. */
                open?: boolean | null;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlarmSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_api_v1_projects__project__alarms__alarm__close_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmClosing"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tasks_api_v1_projects__project__tasks_get: {
        parameters: {
            query?: {
                state?: components["schemas"]["State"];
                /** @description That the model said. */
                label?: string | null;
                flag?: string | null;
                /** @description Words in the item, or an identifier. */
                q?: string | null;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TaskListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    story_api_v1_projects__project__tasks__task__story_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorySeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolutions_api_v1_projects__project__resolutions_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ResolutionSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    picks_api_v1_projects__project__picks_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picked"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    trace_api_v1_projects__project__trace__ident__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ident: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    slices_api_v1_projects__project__slices_get: {
        parameters: {
            query?: {
                /** @description Judged items that a slice has at least. */
                min_support?: number;
                /** @description Conditions that a slice has at most. */
                max_depth?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlicesSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watch_api_v1_projects__project__slices_watch_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WatchSlice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SliceWatchMade"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    heatmap_api_v1_projects__project__causes_heatmap_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatMapSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confusion_api_v1_projects__project__confusion_get: {
        parameters: {
            query?: {
                /** @description Of the random audits alone. */
                sampled?: boolean;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfusionSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewers_api_v1_projects__project__reviewers_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewersSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agreement_api_v1_projects__project__agreement_get: {
        parameters: {
            query?: {
                /** @description Answers from then on alone; with its zone. */
                since?: string | null;
                /** @description Ordinal where the labels stand in an order: then distance counts. */
                scale?: "nominal" | "ordinal";
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remedies_api_v1_projects__project__remedies_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediesSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    datasets_api_v1_projects__project__datasets_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DatasetSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    curate_api_v1_projects__project__datasets_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_api_v1_projects__project__datasets_diff_get: {
        parameters: {
            query: {
                /** @description Number or identifier. */
                a: string;
                /** @description Number or identifier. */
                b: string;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dataset_api_v1_projects__project__datasets__dataset__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    models_api_v1_projects__project__models_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ModelSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retrain_api_v1_projects__project__models_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetrainGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollback_api_v1_projects__project__models_rollback_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollbackGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    promote_api_v1_projects__project__models__name__promote_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PromoteGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    golden_api_v1_projects__project__golden_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoldenSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_golden_api_v1_projects__project__golden_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoldenGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoldenAdded"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_base_api_v1_projects__project__base_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BaseGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gates_api_v1_projects__project__gates_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GateListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_api_v1_projects__project__gates_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProveGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateDetailed"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gate_api_v1_projects__project__gates__gate__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gate: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateDetailed"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certificates_api_v1_projects__project__certificates_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CertificateListed_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    certify_api_v1_projects__project__certificates_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CertifyGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateListed"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    curve_api_v1_projects__project__certificates_curve_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurveSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate_api_v1_projects__project__certificates_simulate_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SimulateGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_api_v1_projects__project__certificates_preview_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CertifyGiven"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cycles_api_v1_projects__project__cycles_get: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CycleSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_cycle_api_v1_projects__project__cycles_post: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the result; then 202 and the job. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CycleSeen"];
                };
            };
            /** @description It is being done; ask for the job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAccepted"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_api_v1_projects__project__jobs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_JobSeen_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job_api_v1_projects__project__jobs__job__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSeen"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_api_v1_projects__project__audit_get: {
        parameters: {
            query?: {
                verb?: components["schemas"]["Verb"] | null;
                actor?: string | null;
                /** @description `next` of the page before; none: the first. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditLine_"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_api_v1_projects__project__audit_verify_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerified"];
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_api_v1_projects__project__exports_get: {
        parameters: {
            query?: {
                what?: components["schemas"]["What"];
                format?: components["schemas"]["Format"];
            };
            header?: never;
            path: {
                /** @description The project's name. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/x-ndjson": unknown;
                    "application/vnd.apache.parquet": unknown;
                };
            };
            /** @description The body cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was given cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store is damaged */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
